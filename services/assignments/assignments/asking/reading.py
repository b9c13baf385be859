"""Reading what a model answers: JSON, perhaps in a fence, between pleasantries, or broken off. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError

from assignments.domain import AssignmentType, Item
from assignments.schemas.content import Card, Question

_decoder = json.JSONDecoder()
MOST_FAILURES = 300
"""Brackets that begin nothing; an answer with more of them is no answer."""
LISTS = ("items", "questions", "cards", "flashcards", "quiz", "results")


class Unreadable(ValueError):
    """There is nothing in the answer that could be an item; the message says why, for the model to read."""


def items_in(answer: str, kind: AssignmentType) -> list[Item]:
    """The items of an answer that are whole and valid; those that are not are left out. Raises Unreadable."""
    found = [_valid(one, kind) for one in _objects(answer)]
    items = [one for one in found if one is not None]
    if not items:
        raise Unreadable("it holds no complete item of the form given" if found else "it holds no JSON")
    return items


def _objects(answer: str) -> list[dict[str, Any]]:
    """All objects that may be items. Of an answer that is broken off, those before the break."""
    for start, value in _values(answer):
        listed = _listed(value)
        if listed is not None:
            return listed
        if start == answer.find("{") and isinstance(value, dict) and _looks_like_item(value):
            break
    return [value for _, value in _values(answer) if isinstance(value, dict) and _looks_like_item(value)]


def _values(answer: str) -> Iterator[tuple[int, Any]]:
    """Every JSON object or list in a text, the outermost that can be read, with its place."""
    at = failures = 0
    while (at := _next(answer, at)) >= 0 and failures < MOST_FAILURES:
        try:
            value, end = _decoder.raw_decode(answer, at)
        except (ValueError, RecursionError):
            at, failures = at + 1, failures + 1
            continue
        yield at, value
        at = end


def _next(answer: str, at: int) -> int:
    places = [place for place in (answer.find("{", at), answer.find("[", at)) if place >= 0]
    return min(places, default=-1)


def _listed(value: Any) -> list[dict[str, Any]] | None:
    if isinstance(value, dict):
        value = next((value[name] for name in LISTS if isinstance(value.get(name), list)), None)
    if isinstance(value, list) and any(isinstance(one, dict) for one in value):
        return [one for one in value if isinstance(one, dict)]
    return None


def _looks_like_item(value: dict[str, Any]) -> bool:
    return "question" in value or "front" in value


def _valid(value: dict[str, Any], kind: AssignmentType) -> Item | None:
    """The item as it would be stored; None if it breaks a rule of content."""
    model = Question if kind is AssignmentType.QUIZ else Card
    known = {name: value[name] for name in model.model_fields if name in value and name != "id"}
    try:
        return model.model_validate(known).model_dump(mode="json", exclude_none=True)
    except ValidationError:
        return None
