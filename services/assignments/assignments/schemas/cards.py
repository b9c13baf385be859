"""Repeating flashcards."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from assignments.schemas.content import ItemId
from chassis.ids import Id


class ReviewQuery(BaseModel):
    """Which cards to repeat."""

    assignment: Annotated[Id | None, Field(description="Only those of this deck.")] = None
    limit: Annotated[int, Field(ge=1, le=100, description="How many cards to hand out.")] = 20


class DueCard(BaseModel):
    """A card that is due. `intervals`: seconds until it is due again after each rating, from 1 (again) to 4 (easy)."""

    assignment: int
    assignment_title: str
    course: int
    course_title: str
    card: str
    front: str
    back: str
    page: int | None
    is_new: bool
    due: datetime
    intervals: Annotated[list[int], Field(min_length=4, max_length=4)]


class ReviewQueue(BaseModel):
    """What the caller should repeat now: `due` have been seen before, `new` have not; due ones are handed out first."""

    due: int
    new: int
    next_due: Annotated[datetime | None, Field(description="When the next card is due that is not yet.")]
    cards: list[DueCard]


class ReviewBody(BaseModel):
    """How well a card was known: 1 again, 2 hard, 3 good, 4 easy."""

    assignment: Id
    card: ItemId
    rating: Annotated[int, Field(ge=1, le=4)]


class ReviewDone(BaseModel):
    """A card that was repeated, and when it is due again."""

    assignment: int
    card: str
    rating: int
    due: datetime
    reviewed_at: datetime
