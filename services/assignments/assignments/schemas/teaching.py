"""What only teachers see and decide: exceptions, corrections, reports, statistics."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, Field, StringConstraints

from chassis.cursor import PageQuery
from chassis.refs import Ref
from chassis.text import Text


class OverrideBody(BaseModel):
    """What one student may do beyond the others."""

    deadline: Annotated[AwareDatetime | None, Field(description="Later than everyone's; null: none of their own.")] = (
        None
    )
    extra_attempts: Annotated[int, Field(ge=0, le=100)] = 0


class Override(BaseModel):
    """What one student may do beyond the others."""

    student: Annotated[int, Ref("accounts.users", student_name="display_name")]
    deadline: datetime | None
    extra_attempts: int


class KeyChange(BaseModel):
    """A question (from 0) whose right answer was another one before."""

    question: int
    before: int
    after: int


class Regrade(BaseModel):
    """One correction of keys, and how many submissions were regraded by it."""

    id: int
    actor: Annotated[int, Ref("accounts.users", actor_name="display_name")]
    changes: list[KeyChange]
    regraded: int
    changed_scores: int
    created_at: datetime


class ReportBody(BaseModel):
    """What is wrong with a question, counted from 0."""

    question: Annotated[int, Field(ge=0, le=1000)]
    comment: Annotated[Text, StringConstraints(min_length=1, max_length=2000)]


class ReportQuery(PageQuery):
    """Which reports to list."""

    open: Annotated[bool, Field(description="Only those not resolved yet.")] = False


class Report(BaseModel):
    """A student's word that something is wrong with a question; null: the question is not there any more."""

    id: int
    assignment: int
    question: int | None
    student: Annotated[int, Ref("accounts.users", student_name="display_name")]
    comment: str
    is_resolved: bool
    created_at: datetime


class QuestionStatistics(BaseModel):
    """How a question was answered, over all submissions. `difficulty` is the share (0 to 1) that got it wrong."""

    question: int
    text: str
    correct: int
    options: Annotated[list[int], Field(description="How often each option was chosen.")]
    skipped: int
    difficulty: float | None


class Statistics(BaseModel):
    """The results of a quiz. Scores are each student's best; `distribution` counts them: 0-9, 10-19, …, 90-100."""

    assignment: int
    submissions: int
    students: int
    average: float | None
    median: float | None
    distribution: Annotated[list[int], Field(min_length=10, max_length=10)]
    questions: list[QuestionStatistics]
