"""What this service asks of others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from assignments.domain import Membership

PAGE = 500


@dataclass(frozen=True, slots=True)
class Place:
    """A course, and what somebody is to it."""

    course_id: int
    course_title: str
    teacher_id: int
    held: Membership


class Courses(Protocol):
    """Who is in which course."""

    def place(self, course_id: int, user_id: int) -> Place:
        """A course as somebody stands to it. Raises NotFound when there is none."""

    def course_ids(self, user_id: int) -> list[int]:
        """All courses somebody is in."""


class RemoteCourses:
    """The courses service, over RPC."""

    def __init__(self, remote: Any) -> None:
        self._remote = remote

    def place(self, course_id: int, user_id: int) -> Place:
        """See `Courses.place`."""
        found = self._remote.call("get_membership", course_id=course_id, user_id=user_id)
        return Place(found["course_id"], found["course_title"], found["teacher_id"], Membership(found["membership"]))

    def course_ids(self, user_id: int) -> list[int]:
        """See `Courses.course_ids`. One call for all but those who are in more than 500 courses."""
        return [one for page in self._pages(user_id) for one in page]

    def _pages(self, user_id: int) -> Iterator[list[int]]:
        after = 0
        while True:
            page: list[int] = self._remote.call("list_course_ids_for", user_id=user_id, after=after, limit=PAGE)
            yield page
            if len(page) < PAGE:
                return
            after = page[-1]
