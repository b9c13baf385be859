"""Assignments: what teachers send, and what each reader gets."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import AwareDatetime, BaseModel, Field, StringConstraints, model_validator

from assignments.domain import AssignmentStatus, AssignmentType
from assignments.schemas.content import Content, ContentShown, Deck, Quiz
from chassis.cursor import PageQuery
from chassis.ids import Id
from chassis.patch import changes_in
from chassis.refs import Ref
from chassis.text import Line

Title = Annotated[Line, StringConstraints(min_length=1, max_length=200)]
MaxAttempts = Annotated[int, Field(ge=1, le=1000)]
Wanted = Literal[AssignmentStatus.DRAFT, AssignmentStatus.PUBLISHED]


class AssignmentChange(BaseModel):
    """An assignment as its teacher puts it anew; the course and the type stay."""

    title: Title
    content: Content
    deadline: AwareDatetime | None = None
    max_attempts: Annotated[MaxAttempts | None, Field(description="null: any number of times")] = 1
    status: Annotated[Wanted | None, Field(description="Left out: as it is.")] = None


class AssignmentBody(AssignmentChange):
    """An assignment as its teacher writes it."""

    course: Id
    assignment_type: AssignmentType
    status: Wanted = AssignmentStatus.PUBLISHED

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if not fits(self.content, self.assignment_type):
            raise ValueError("A quiz has `questions`, a deck of flashcards has `cards`.")
        return self


def fits(content: Quiz | Deck, kind: AssignmentType) -> bool:
    """Whether this is the content of this type of assignment."""
    return isinstance(content, Quiz) == (kind is AssignmentType.QUIZ)


class AssignmentPatch(BaseModel):
    """The fields of an assignment that are to change."""

    title: Title | None = None
    content: Content | None = None
    deadline: AwareDatetime | None = None
    max_attempts: MaxAttempts | None = None
    status: Wanted | None = None


def changes_of(body: AssignmentChange | AssignmentPatch) -> dict[str, Any]:
    """What is to change, by field. Raises InvalidInput for a null where there has to be a value."""
    sent = body.model_fields_set if isinstance(body, AssignmentPatch) else set(type(body).model_fields)
    if isinstance(body, AssignmentPatch):
        changes_in(body, nullable={"deadline", "max_attempts"})
    return {name: getattr(body, name) for name in sent}


class AssignmentQuery(PageQuery):
    """Which assignments to list."""

    course: Id | None = None
    assignment_type: AssignmentType | None = None
    due: Annotated[
        bool,
        Field(description="Only those with a deadline to come that the caller has not submitted, the soonest first."),
    ] = False


class GenerationError(BaseModel):
    """Why an assignment could not be made. `status` is what a call that waited would have been answered with."""

    status: int
    code: str
    detail: str


class Progress(BaseModel):
    """How an assignment is being made: `reading` the document, `writing` items, `checking` them; then how it ended.

    `done` of `total` steps of this stage; `items` found so far; `cost` is null while the model's price is unknown.
    """

    stage: str
    done: int
    total: int
    items: int
    input_tokens: int
    output_tokens: int
    cost: float | None


class Standing(BaseModel):
    """Where the calling student stands. `deadline` is their own, `attempt` the one in progress."""

    deadline: datetime | None
    attempts_used: int
    attempts_left: int | None
    best_score: int | None
    attempt: int | None


class Assignment(BaseModel):
    """An assignment as the caller sees it. `source_file` works for some hours, for whoever has it."""

    id: int
    course: int
    course_title: str
    title: str
    assignment_type: AssignmentType
    status: AssignmentStatus
    content: ContentShown | None
    source_file: str | None
    deadline: datetime | None
    max_attempts: int | None
    created_by: Annotated[int, Ref("accounts.users", created_by_name="display_name")]
    created_at: datetime
    generator: Annotated[
        str | None, Field(description="What made the items: `basic`, or the name of a model; null: a person.")
    ]
    error: GenerationError | None
    progress: Annotated[Progress | None, Field(description="Of the making from a document, for the teacher.")]
    is_owner: bool
    submission_count: Annotated[int | None, Field(description="For its teacher.")]
    my: Annotated[Standing | None, Field(description="For students, of a quiz.")]
