"""Making assignments from documents."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, BeforeValidator, Field

from assignments.domain import AssignmentStatus, AssignmentType
from assignments.schemas.assignments import MaxAttempts, Progress, Title
from assignments.schemas.content import ItemId
from chassis.ids import Id
from chassis.storage import Upload


def _empty_is_none(value: object) -> object:
    """A form sends an empty text for a field that was left empty."""
    return None if value == "" else value


OrEmpty = BeforeValidator(_empty_is_none)


class Wanted(BaseModel):
    """What to make."""

    title: Annotated[Title | None, OrEmpty] = None
    assignment_type: AssignmentType
    deadline: Annotated[AwareDatetime | None, OrEmpty] = None
    count: Annotated[int, Field(ge=1, le=100, description="How many items to make at most.")] = 10
    max_attempts: Annotated[MaxAttempts | None, OrEmpty, Field(description="null: any number of times")] = 1


class GenerateBody(Wanted):
    """What to make, and of which PDF. Left out, the title is the file's name."""

    course: Id
    file: Upload


class MaterialGenerateBody(Wanted):
    """What to make, and of which PDF among a course's material. Left out, the title is the material's."""

    material: Id


class RegenerateBody(BaseModel):
    """Which question or card to make anew."""

    item: ItemId


class ProgressNow(BaseModel):
    """How far the making of an assignment has come."""

    assignment: int
    status: AssignmentStatus
    progress: Progress


class ProgressEvent(BaseModel):
    """That, on the live stream."""

    event: Literal["progress"] = "progress"
    data: ProgressNow


class ProgressEvents(BaseModel):
    """What the live stream begins with."""

    events: list[ProgressEvent]
