"""As much of other services' events as is read here."""

from __future__ import annotations

from pydantic import BaseModel


class CourseChanged(BaseModel):
    """The data of `courses.course_changed`."""

    id: int
    title: str


class CourseDeleted(BaseModel):
    """The data of `courses.course_deleted`."""

    id: int
