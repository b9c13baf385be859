"""Rules of quizzes and decks, as pure functions. Times are arguments."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any

OPTIONS = 4
LONGER_BY = Fraction(6, 5)

Item = dict[str, Any]
"""A question or a card as it is stored."""


class AssignmentType(StrEnum):
    """What an assignment consists of."""

    QUIZ = "quiz"
    FLASHCARD = "flashcard"


class AssignmentStatus(StrEnum):
    """Where an assignment is on its way to the students, who see nothing but published ones."""

    GENERATING = "generating"
    DRAFT = "draft"
    PUBLISHED = "published"
    FAILED = "failed"


class Membership(StrEnum):
    """What somebody is to a course."""

    OWNER = "owner"
    STUDENT = "student"
    NONE = "none"


def items_key(kind: AssignmentType) -> str:
    """The name under which an assignment's content holds its items."""
    return "questions" if kind is AssignmentType.QUIZ else "cards"


def items_of(content: Mapping[str, Any] | None) -> list[Item]:
    """The questions or cards in a content; none while there is no content yet."""
    return [] if content is None else content.get("questions") or content.get("cards") or []


def score(right: int, total: int) -> int:
    """The share of right answers, 0 to 100: the exact fraction, a half rounded up (12.5 gives 13)."""
    exact = Fraction(100 * right, total)
    return int((Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal(1), ROUND_HALF_UP))


def right_answers(questions: Sequence[Item], answers: Sequence[int | None]) -> int:
    """How many answers are the right ones; one that was not given is not."""
    return sum(question["correct"] == answer for question, answer in zip(questions, answers, strict=True))


def latest(deadline: datetime | None, extended: datetime | None) -> datetime | None:
    """A student's own deadline: an extension helps, and never shortens. None: there is none."""
    return None if deadline is None else max(deadline, extended or deadline)


def is_past(deadline: datetime | None, moment: datetime) -> bool:
    """Whether the deadline is over; what arrives at the very moment is in time."""
    return deadline is not None and moment > deadline


def attempts_allowed(max_attempts: int | None, extra: int) -> int | None:
    """How often a student may submit; None: any number of times."""
    return None if max_attempts is None else max_attempts + extra


def identified(new: Sequence[Item], old: Sequence[Item], make_id: Callable[[], str] | None = None) -> list[Item]:
    """The new items, each with the id by which it is known from one version of the content to the next.

    An item keeps the id it names, else that of the old item with the same text; any other gets a new one.
    """
    known = {item["id"] for item in old}
    by_text = {_text(item): item["id"] for item in reversed(old)}
    taken: set[str] = {item["id"] for item in new if item.get("id") in known}
    found: list[Item] = []
    used: set[str] = set()
    for item in new:
        own = item.get("id") if item.get("id") in known else None
        if own is None and by_text.get(_text(item)) not in taken:
            own = by_text.get(_text(item))
        if own is None or own in used:
            own = (make_id or new_id)()
        used.add(own)
        taken.add(own)
        found.append({**item, "id": own})
    return found


def new_id() -> str:
    """An id for an item, never used before."""
    return secrets.token_hex(5)


def same_questions(new: Sequence[Item], old: Sequence[Item]) -> bool:
    """Whether these are corrections of the same questions in the same order, so that answers still mean the same."""
    return [item["id"] for item in new] == [item["id"] for item in old]


def changed_keys(new: Sequence[Item], old: Sequence[Item]) -> list[dict[str, Any]]:
    """Which questions have another right answer now."""
    return [
        {"question": index, "id": one["id"], "from": other["correct"], "to": one["correct"]}
        for index, (one, other) in enumerate(zip(new, old, strict=True))
        if one["correct"] != other["correct"]
    ]


def in_place(new: Sequence[Item], old: Sequence[Item]) -> list[Item]:
    """Items without an id take that of the old one in the same place, where there are as many as before."""
    if len(new) != len(old):
        return list(new)
    return [item if item.get("id") else {**item, "id": before["id"]} for item, before in zip(new, old, strict=True)]


def gives_itself_away(question: Item) -> bool:
    """Whether the right answer is longer than every other by a fifth or more: students learn to pick the longest."""
    lengths = [len(option) for option in question["options"]]
    right = lengths.pop(question["correct"])
    return right >= max(lengths) * LONGER_BY


def _text(item: Item) -> str:
    return str(item.get("question") or item.get("front") or "").casefold()
