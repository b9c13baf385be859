"""Invitations, one by one and by the list, as they go in and out."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field, model_validator

from accounts.domain import InvitationStatus, UserType
from accounts.schemas.fields import Email, FullName, Password, Username
from chassis.cursor import PageQuery
from chassis.ids import Id
from chassis.storage import Upload


class InvitationBody(BaseModel):
    """Whom to invite, and into which course, if any."""

    email: Email
    user_type: Literal["student", "teacher"] = "student"
    full_name: FullName = ""
    course: Annotated[Id | None, Field(description="A course of the caller's own, into which a student comes.")] = None

    @model_validator(mode="after")
    def _only_students_into_courses(self) -> InvitationBody:
        if self.course is not None and self.user_type != "student":
            raise ValueError("Only students are invited into a course.")
        return self


class InvitationQuery(PageQuery):
    """Which invitations to list."""

    status: InvitationStatus | None = None


class Invitation(BaseModel):
    """An invitation as its sender sees it."""

    id: int
    email: str
    full_name: str
    user_type: UserType
    course: int | None
    course_title: Annotated[str | None, Field(description="Null without a course, or when it is gone.")]
    status: InvitationStatus
    expires_at: datetime
    created_at: datetime
    resent_at: datetime | None


class InvitationPreview(BaseModel):
    """An invitation as whoever holds its link sees it."""

    email: str
    full_name: str
    user_type: UserType
    status: InvitationStatus
    expires_at: datetime
    invited_by_name: str
    course_title: str | None


class AcceptBody(BaseModel):
    """The account that an invited person makes; its e-mail address is the invitation's."""

    username: Username
    password: Annotated[Password, Field(description="10 to 128 characters, and not one that is guessed first.")]
    full_name: Annotated[FullName | None, Field(description="The invitation's, unless it is given.")] = None


class RosterBody(BaseModel):
    """A list of people to invite: CSV in UTF-8 with the columns `email`, `full_name`, `user_type`, `course`."""

    file: Upload


class RosterQuery(BaseModel):
    """Whether to send anything."""

    dry_run: Annotated[bool, Field(description="Only check the rows; nothing is sent.")] = False


class RosterRow(BaseModel):
    """What became of one row."""

    row: Annotated[int, Field(description="As a spreadsheet counts them: the header is row 1.")]
    email: str
    success: bool
    id: Annotated[int | None, Field(description="The invitation's; null when there is none.")]
    errors: Annotated[dict[str, list[str]], Field(description="What is wrong, by column.")]


class RosterReport(BaseModel):
    """What became of a list."""

    created: Annotated[int, Field(description="How many were invited; in a dry run, how many would be.")]
    failed: int
    results: list[RosterRow]
