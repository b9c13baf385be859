"""What this service asks of others."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from assignments.domain import Membership
from chassis.errors import ServiceError
from chassis.sealing import unseal

PAGE = 500
API_KEY = "openai-api-key"
"""The purpose that accounts seals such keys for."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Place:
    """A course, and what somebody is to it."""

    course_id: int
    course_title: str
    teacher_id: int
    held: Membership


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The file of a course's material, in the storage that all services share."""

    course_id: int
    title: str
    key: str
    filename: str
    size: int


class Courses(Protocol):
    """Who is in which course, and what teachers keep there."""

    def place(self, course_id: int, user_id: int) -> Place:
        """A course as somebody stands to it. Raises NotFound when there is none."""

    def material(self, material_id: int, user_id: int) -> SourceFile:
        """The file of material that somebody's own course holds. Raises NotFound for all other."""

    def course_ids(self, user_id: int) -> list[int]:
        """All courses somebody is in."""

    def student_ids(self, course_id: int) -> list[int]:
        """All active students of a course."""


class People(Protocol):
    """Who is who."""

    def names(self, ids: Iterable[int]) -> dict[int, str]:
        """The names of these people; an empty one for somebody who is gone."""

    def api_key(self, user_id: int) -> str | None:
        """Somebody's own key for a model's server; None if they have none, or nobody can tell."""


class RemoteCourses:
    """The courses service, over RPC."""

    def __init__(self, remote: Any) -> None:
        self._remote = remote

    def place(self, course_id: int, user_id: int) -> Place:
        """See `Courses.place`."""
        found = self._remote.call("get_membership", course_id=course_id, user_id=user_id)
        return Place(found["course_id"], found["course_title"], found["teacher_id"], Membership(found["membership"]))

    def material(self, material_id: int, user_id: int) -> SourceFile:
        """See `Courses.material`."""
        found = self._remote.call("get_material_file", material_id=material_id, user_id=user_id)
        return SourceFile(**{name: found[name] for name in ("course_id", "title", "key", "filename", "size")})

    def course_ids(self, user_id: int) -> list[int]:
        """See `Courses.course_ids`. One call for all but those who are in more than 500 courses."""
        return _all(lambda after: self._remote.call("list_course_ids_for", user_id=user_id, after=after, limit=PAGE))

    def student_ids(self, course_id: int) -> list[int]:
        """See `Courses.student_ids`. One call for every 500 students."""
        return _all(
            lambda after: self._remote.call("list_member_ids", course_id=course_id, after=after, limit=PAGE)[
                "student_ids"
            ]
        )


class RemotePeople:
    """The accounts service, over RPC."""

    def __init__(self, remote: Any) -> None:
        self._remote = remote

    def names(self, ids: Iterable[int]) -> dict[int, str]:
        """See `People.names`. One call for every 500 people."""
        wanted = sorted(set(ids))
        found: dict[str, dict[str, Any]] = {}
        for start in range(0, len(wanted), PAGE):
            found |= self._remote.call("resolve_users", ids=wanted[start : start + PAGE])
        return {one: str(found.get(str(one), {}).get("display_name") or "") for one in wanted}

    def api_key(self, user_id: int) -> str | None:
        """See `People.api_key`. A key that cannot be had is as none: there may still be the school's."""
        try:
            sealed = self._remote.call("get_api_key", user_id=user_id)["sealed_key"]
            return unseal(sealed, API_KEY) if sealed else None
        except (ServiceError, ValueError) as error:
            _log.warning("the teacher's own key cannot be used: %s", type(error).__name__)
            return None


def _all(page_after: Callable[[int], list[int]]) -> list[int]:
    """Ascending ids, page by page, until one is not full."""
    found: list[int] = []
    while True:
        page = page_after(found[-1] if found else 0)
        found += page
        if len(page) < PAGE:
            return found
