"""GIFT, Moodle's text format for questions (docs.moodle.org, "GIFT format"): multiple choice with one right answer."""

from __future__ import annotations

import re

from assignments.domain import OPTIONS, Item
from assignments.formats.problems import Unreadable

_SPECIAL = re.compile(r"([\\~=#{}:])")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_QUESTION = re.compile(
    r"^(?:::(?P<title>(?:\\.|[^\\])*?)::)?(?P<text>(?:\\.|[^\\{}])*)\{(?P<answers>(?:\\.|[^\\}])*)\}(?P<rest>.*)$",
    re.DOTALL,
)
_OPTION = re.compile(r"([=~])((?:\\.|[^\\=~])*)")
_REMARK = re.compile(r"(?<!\\)####")
_FEEDBACK = re.compile(r"(?<!\\)#")
_MARKUP = re.compile(r"^\[(?:html|moodle|plain|markdown)\]")
_WEIGHT = re.compile(r"^%-?[\d.]+%")


def written(questions: list[Item]) -> str:
    """The questions, each with its explanation as general feedback."""
    return "\n".join(_written(number, question) for number, question in enumerate(questions, 1))


def read(text: str) -> list[Item]:
    """The questions of a file. Raises Unreadable, which names every question that is not of our kind."""
    blocks = [block for block in re.split(r"\n[ \t]*\n", _without_remarks(text)) if block.strip()]
    found, errors = [], {}
    for number, block in enumerate(blocks, 1):
        try:
            found.append(_read(block.strip()))
        except ValueError as error:
            errors[f"question {number}"] = [str(error)]
    if errors or not found:
        raise Unreadable(errors or {"file": ["There is no question in this file."]})
    return found


def _written(number: int, question: Item) -> str:
    lines = [f"::Question {number}::{_escaped(question['question'])} {{"]
    for index, option in enumerate(question["options"]):
        lines.append(f"\t{_marked(_escaped(option), index == question['correct'])}")
    if question.get("explanation"):
        lines.append(f"\t####{_escaped(question['explanation'])}")
    return "\n".join([*lines, "}", ""])


def _without_remarks(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff").split("\n")
    return "\n".join(line for line in lines if not line.startswith(("//", "$CATEGORY")))


def _read(block: str) -> Item:
    match = _QUESTION.match(block)
    if match is None:
        raise ValueError("This is not a question with its answers in braces.")
    answers, *feedback = _REMARK.split(match["answers"], maxsplit=1)
    options = [(mark, _option(text)) for mark, text in _OPTION.findall(answers)]
    right = [index for index, (mark, _) in enumerate(options) if mark == "="]
    if len(options) != OPTIONS or len(right) != 1:
        raise ValueError(f"Only multiple choice of {OPTIONS} options, one of them right, can be taken.")
    gap = " _____ " if match["rest"].strip() else ""
    text = f"{_plain(match['text'])}{gap}{_plain(match['rest'])}"
    found: Item = {"question": text, "options": [text for _, text in options], "correct": right[0]}
    return {**found, "explanation": _plain(feedback[0])} if feedback and feedback[0].strip() else found


def _option(text: str) -> str:
    return _plain(_WEIGHT.sub("", _FEEDBACK.split(text, maxsplit=1)[0].strip()))


def _plain(text: str) -> str:
    unescaped = _ESCAPED.sub(lambda match: "\n" if match[1] == "n" else match[1], _MARKUP.sub("", text.strip()))
    return unescaped.strip()


def _marked(option: str, is_right: bool) -> str:
    """An option; one that looks like a weight gets its own before it, which is then taken for that."""
    weight = ("%100%" if is_right else "%0%") if _WEIGHT.match(option) else ""
    return f"{'=' if is_right else '~'}{weight}{option}"


def _escaped(text: str) -> str:
    """Text that reads as it is; what looks like the name of a markup is not taken for that."""
    plain = "[plain]" if _MARKUP.match(text) else ""
    return plain + _SPECIAL.sub(r"\\\1", text).replace("\n", "\\n")
