"""Attempts in progress, and submissions."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field

from assignments.domain import OPTIONS
from assignments.schemas.content import MAX_ITEMS
from chassis.cursor import PageQuery
from chassis.ids import Id
from chassis.refs import Ref

Choice = Annotated[int, Field(ge=0, lt=OPTIONS)] | None


class SubmissionBody(BaseModel):
    """The answers to all questions, in their order: the index of an option, or null for none."""

    assignment: Id
    answers: Annotated[list[Choice], Field(max_length=MAX_ITEMS)]


class SubmissionQuery(PageQuery):
    """Which submissions to list."""

    assignment: Id | None = None
    student: Id | None = None


class QuestionResult(BaseModel):
    """How one question was answered."""

    question: int
    answer: int | None
    correct: int
    is_correct: bool
    explanation: str | None
    page: int | None
    quote: str | None


class Submission(BaseModel):
    """Answers that were submitted, with their score of 0 to 100. `by_clock`: the deadline submitted them."""

    id: int
    assignment: int
    assignment_title: str
    course: int
    student: Annotated[int, Ref("accounts.users", student_name="display_name", student_photo="photo")]
    attempt: int
    answers: list[int | None]
    score: int
    right: int
    total: int
    started_at: datetime
    submitted_at: datetime
    by_clock: bool
    results: list[QuestionResult]


class AttemptBody(BaseModel):
    """What to begin."""

    assignment: Id


class AnswerBody(BaseModel):
    """The answer to one question, counted from 0; null takes it back."""

    question: Annotated[int, Field(ge=0, lt=MAX_ITEMS)]
    answer: Choice


class AttemptQuery(PageQuery):
    """Which attempts in progress to list."""

    assignment: Id | None = None


class Attempt(BaseModel):
    """An attempt in progress, as far as it has come; `server_time` is for counting down to `deadline`."""

    id: int
    assignment: int
    number: int
    answers: list[int | None]
    started_at: datetime
    deadline: datetime | None
    server_time: datetime
