"""Files that go out to other programs, and come in from them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, Field

from assignments.domain import AssignmentType
from assignments.schemas.assignments import MaxAttempts, Title
from chassis.ids import Id
from chassis.storage import Upload


class ExportFormat(StrEnum):
    """What a file is for: Anki, Moodle (GIFT), any system that reads QTI 2.1, or a spreadsheet of the grades."""

    ANKI = "anki"
    GIFT = "gift"
    QTI = "qti"
    GRADES = "grades"


class ExportBody(BaseModel):
    """What to export: a deck as `anki`, a quiz as `gift` or `qti`, its `grades` as CSV."""

    format: ExportFormat


class Export(BaseModel):
    """A file made for the caller, at an address that works until it is removed."""

    file: str
    filename: str
    size: int
    expires_at: datetime


class ImportBody(BaseModel):
    """Questions or cards in a file: GIFT or CSV, told by its content.

    CSV has the columns question, option1 to option4, correct and perhaps explanation; or front and back.
    """

    course: Id
    title: Title
    file: Upload
    assignment_type: AssignmentType | None = None
    deadline: AwareDatetime | None = None
    max_attempts: Annotated[MaxAttempts | None, Field(description="null: any number of times")] = 1
