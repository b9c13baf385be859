"""The built-in generator: questions and cards from a document's own sentences, without any model.

It finds terms (words and pairs of words that the document keeps coming back to), sentences that define one, and
sentences in which one can be left out. Wrong options are other terms of the same kind from the same document. It
understands nothing: what it makes is labelled as basic, and is a draft. Runs in a process of its own, for it computes.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from assignments import proving
from assignments.domain import OPTIONS, Item
from assignments.stop_words import STOP_WORDS, Language, language_of

SHORTEST, LONGEST = 40, 320
GAP = "_____"

# Not behind a single letter (z. B., J. Mendel), an ordinal (3. Oktober) or an abbreviation that a name follows.
_SENTENCE = re.compile(
    r"(?<=[.!?])(?<!\b\w\.)(?<!\b\d\d\.)(?<!\b(?:Dr|Nr|Mr|ca|cf)\.)(?<!\b(?:Mrs|Fig|Abb|bzw|vgl)\.)"
    r"[\"'\u201c\u201d)]?\s+(?=[\"'\u201c\u201e(]?[A-Z\u00c4\u00d6\u00dc0-9])"
)
_TERM = re.compile(r"[^\W\d_](?:[\w'\u2019-]*\w)?", re.UNICODE)
_DEFINITION = re.compile(
    r"^(?:the |a |an |der |die |das |ein |eine )?(?P<term>[^\W\d_][\w-]+(?: [\w-]+){0,2}?) "
    r"(?P<verb>is|are|means|refers to|denotes|describes|ist|sind|bezeichnet|bedeutet) "
    r"(?P<rest>(?:an?|the|any|eine?[nmrs]?|d(?:er|ie|as|en|em)) .{20,})[.]$",
    re.IGNORECASE,
)


class Asking(NamedTuple):
    """How a question is put in a language: for a definition's term, and for a word left out."""

    described: str
    missing: str


ASKING: dict[Language, Asking] = {
    "en": Asking("Which term is described here: \u201c{text}\u201d?", "Which word is missing? \u201c{text}\u201d"),
    "de": Asking(
        "Welcher Begriff wird hier beschrieben: \u201e{text}\u201c?", "Welches Wort fehlt? \u201e{text}\u201c"
    ),
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the page (from 1) it is on."""

    page: int
    text: str


def make(pages: Sequence[str], kind: str, count: int, known: Sequence[dict[str, Any]] = ()) -> list[Item]:
    """At most `count` items of this kind (`quiz` or `flashcard`), from all over the document, none like the known."""
    sentences = list(sentences_of(pages))
    terms = Terms(sentences)
    waiting: dict[int, list[Sentence]] = defaultdict(list)
    for sentence in sorted(sentences, key=lambda one: terms.promise(one.text), reverse=True):
        waiting[sentence.page].append(sentence)
    maker = partial(_question, asking=ASKING[language_of(pages)]) if kind == "quiz" else _card
    chosen: list[Item] = []
    while waiting and len(chosen) < count:
        for page in _evenly(sorted(waiting), count - len(chosen)):
            item = _first(waiting.pop(page), lambda one: maker(one, terms), [*known, *chosen], waiting)
            chosen += [item] if item else []
    chosen.sort(key=lambda item: item["page"])
    return proving.spread(chosen) if kind == "quiz" else chosen


def _first(
    sentences: Sequence[Sentence],
    made: Callable[[Sentence], Item | None],
    known: Sequence[Item],
    waiting: dict[int, list[Sentence]],
) -> Item | None:
    """The first item of a page that asks something new; the sentences after it go on waiting."""
    for at, sentence in enumerate(sentences, 1):
        item = made(sentence)
        if item is not None and list(proving.distinct([item], known)):
            if sentences[at:]:
                waiting[sentence.page] = list(sentences[at:])
            return item
    return None


def _evenly(pages: Sequence[int], count: int) -> list[int]:
    """At most `count` of the pages: from the beginning, the middle and the end alike."""
    step = max(1.0, len(pages) / count)
    return [pages[int(at * step)] for at in range(min(count, len(pages)))]


def sentences_of(pages: Sequence[str]) -> Iterator[Sentence]:
    """The sentences that can stand alone: no headings, no tables, nothing too short or too long."""
    for number, page in enumerate(pages, 1):
        for text in _SENTENCE.split(proving.flowing(page)):
            letters = sum(map(str.isalpha, text))
            if SHORTEST <= len(text) <= LONGEST and text.endswith(".") and letters > 0.7 * len(text):
                yield Sentence(number, text.strip())


class Terms:
    """What the document is about: its terms with how often they occur, and by kind."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        counted: Counter[str] = Counter()
        self.spelling: dict[str, str] = {}
        for sentence in sentences:
            for term in _terms_in(sentence.text):
                counted[term.casefold()] += 1
                if sentence.text.find(term) > 0 or term.casefold() not in self.spelling:
                    self.spelling[term.casefold()] = term
        self.counted = counted
        self._kinds: dict[tuple[Any, ...], list[str]] = defaultdict(list)
        for term, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])):
            self._kinds[_kind(self.spelling[term])].append(term)

    def worth(self, term: str) -> int:
        """How much a term tells: often named, and long rather than short."""
        return self.counted[term.casefold()] * min(len(term), 12)

    def promise(self, text: str) -> tuple[bool, int]:
        """How good a question a sentence may make: one that defines something comes first."""
        return definition(text) is not None, max(map(self.worth, _terms_in(text)), default=0)

    def others(self, term: str, sentence: str) -> list[str]:
        """Terms of the same kind that the sentence does not name, the likeliest first; of any kind if there are few."""
        own, text = term.casefold(), sentence.casefold()
        near = self._kinds[_kind(term)]
        pool = near if len(near) > 2 * OPTIONS else [*near, *(one for one in self.counted if one not in near)]
        at = pool.index(own) if own in pool else 0
        around = sorted(range(len(pool)), key=lambda place: abs(place - at))
        found: list[str] = []
        for place in around:
            other = pool[place]
            if other not in text and not any(_related(other, one) for one in (own, *found)):
                found.append(other)
            if len(found) == OPTIONS - 1:
                break
        return [_as(self.spelling[one], term) for one in found]


def _question(sentence: Sentence, terms: Terms, asking: Asking) -> Item | None:
    defined = definition(sentence.text)
    if defined:
        term = defined["term"]
        asked = asking.described.format(text=_gap(defined["rest"], term))
    else:
        term = _best(sentence, terms)
        asked = asking.missing.format(text=_gap(sentence.text, term))
    others = terms.others(term, sentence.text) if term else []
    if len({term.casefold(), *(other.casefold() for other in others)}) < OPTIONS:
        return None
    return {"question": asked, "options": [term, *others], "correct": 0, "page": sentence.page, "quote": sentence.text}


def _card(sentence: Sentence, terms: Terms) -> Item | None:
    defined, term = definition(sentence.text), _best(sentence, terms)
    front, back = (defined["term"], defined["rest"]) if defined else (_gap(sentence.text, term), term)
    return {"front": front, "back": back, "page": sentence.page, "quote": sentence.text} if back else None


def definition(text: str) -> re.Match[str] | None:
    """The parts of a sentence that says what something is, unless that something stands for something else."""
    found = _DEFINITION.match(text)
    return found if found and not _vague(found["term"]) else None


def _best(sentence: Sentence, terms: Terms) -> str:
    """The term whose absence asks the most; an empty one if the sentence has none that the document comes back to."""
    found = [term for term in _terms_in(sentence.text) if terms.counted[term.casefold()] > 1]
    return max(found, key=lambda term: (terms.worth(term), term), default="")


def _terms_in(text: str) -> list[str]:
    """Words that mean something by themselves, and pairs of them side by side."""
    words = list(_TERM.finditer(text))
    found: list[str] = []
    for at, word in enumerate(words):
        if _means_something(word[0]):
            found.append(word[0])
            following = words[at + 1] if at + 1 < len(words) else None
            if following and _means_something(following[0]) and following.start() == word.end() + 1:
                found.append(f"{word[0]} {following[0]}")
    return found


def _means_something(word: str) -> bool:
    return len(word) > 3 and word.casefold() not in STOP_WORDS


def _vague(term: str) -> bool:
    """Whether a definition's subject stands for something else: this, which, such a thing."""
    return all(not _means_something(word) for word in term.split()) or term.split()[0].casefold() in STOP_WORDS


def _gap(text: str, term: str) -> str:
    if not term:
        return text
    return re.sub(rf"\b{re.escape(term)}\b", GAP, text, flags=re.IGNORECASE)


def _kind(term: str) -> tuple[Any, ...]:
    """Terms of the same kind look as if they could stand in each other's place."""
    last = term.rsplit(" ", 1)[-1]
    return (term.count(" "), term[:1].isupper(), last.endswith("s"), last.endswith(("ly", "ing", "ed")))


def _as(other: str, term: str) -> str:
    """Spelt as the right answer is, so that a capital letter gives nothing away."""
    return other[:1].upper() + other[1:] if term[:1].isupper() else other


def _related(one: str, other: str) -> bool:
    """Whether one is a form or a part of the other: cell and cells, cell wall and wall."""
    return one in other or other in one or one[:5] == other[:5]
