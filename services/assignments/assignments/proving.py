"""What makes an item worth showing: its quote is found on its page, and it is no duplicate; and where answers stand."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from assignments.domain import OPTIONS, Item

LEAST_QUOTE = 12
ALIKE = 0.8

_HYPHEN = re.compile(r"(\w)[-\u2010\u00ad]\s*\n\s*(\w)")
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"\w+")
_SAME = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u2013": "-",
                       "\u2014": "-", "\u2010": "-", "\u2011": "-", "\u00ad": None, "\u200b": None})  # fmt: skip


def flowing(text: str) -> str:
    """A page's text as it reads: words that a line break divides are joined, all white space is one blank."""
    joined = _HYPHEN.sub(r"\1\2", unicodedata.normalize("NFKC", text))
    return _SPACE.sub(" ", joined).strip()


def normalised(text: str) -> str:
    """The form in which a quote is compared with its page: quotation marks, dashes and case do not matter."""
    return flowing(text).translate(_SAME).casefold()


def is_on(quote: str, page: str) -> bool:
    """Whether a page says this, word for word; fewer than a dozen characters prove nothing."""
    wanted = normalised(quote).strip(" .\u2026\"'")
    return len(wanted) >= LEAST_QUOTE and wanted in normalised(page)


def proven(items: Iterable[Item], pages: Sequence[str]) -> Iterator[Item]:
    """The items whose quote is found on the page they name, or else on one of its two neighbours, then named."""
    for item in items:
        page, quote = item.get("page"), item.get("quote")
        if not isinstance(page, int) or not isinstance(quote, str):
            continue
        for number in (page, page - 1, page + 1):
            if 1 <= number <= len(pages) and is_on(quote, pages[number - 1]):
                yield {**item, "page": number}
                break


def distinct(items: Iterable[Item], known: Iterable[Item] = ()) -> Iterator[Item]:
    """The items that ask something else than those before them, and than the known ones."""
    seen = [_words(item) for item in known]
    for item in items:
        words = _words(item)
        if not any(_alike(words, other) for other in seen):
            seen.append(words)
            yield item


def evenly(items: Sequence[Item], count: int) -> list[Item]:
    """At most `count` of the items, in the order of the pages: from the beginning, the middle and the end alike."""
    ordered = sorted(items, key=lambda item: item["page"])
    step = max(1.0, len(ordered) / count)
    return [ordered[int(at * step)] for at in range(min(count, len(ordered)))]


def spread(questions: Sequence[Item]) -> list[Item]:
    """The same questions with the right answers' places evenly taken: each of four in turn, in no plain order."""
    found = []
    for start in range(0, len(questions), OPTIONS):
        some = questions[start : start + OPTIONS]
        places = sorted(range(OPTIONS), key=lambda place, some=some: _mixed(f"{place} {some[0]['question']}"))  # type: ignore[misc]
        found += [_placed(question, place) for question, place in zip(some, places, strict=False)]
    return found


def _placed(question: Item, place: int) -> Item:
    right = question["options"][question["correct"]]
    wrong = [option for option in question["options"] if option != right]
    options = sorted(wrong, key=lambda option: _mixed(option + question["question"]))
    options.insert(place, right)
    return {**question, "options": options, "correct": place}


def _mixed(text: str) -> str:
    """An order that has nothing to do with the meaning and is the same every time."""
    return hashlib.sha256(text.encode()).hexdigest()


def _words(item: Item) -> frozenset[str]:
    """What an item is about; a deck's card is told by both sides, for a cloze may be the same with another gap."""
    text = str(item.get("question") or f"{item.get('front')} {item.get('back')}")
    answer = item["options"][item["correct"]] if "options" in item else ""
    return frozenset(_WORD.findall(normalised(f"{text} {answer}")))


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    both = len(one | other)
    return both > 0 and len(one & other) / both >= ALIKE
