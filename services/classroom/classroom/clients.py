"""What this service asks of others."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from pydantic import BaseModel, TypeAdapter

from chassis.errors import DeadlineExceeded, Forbidden, NotFound, Unavailable

PAGE = 500
NAME_SECONDS = 60.0
NAMES_KEPT = 5_000


class Person(BaseModel):
    """As much of an account as a room shows."""

    display_name: str
    photo: str | None = None


class Accounts(Protocol):
    """People."""

    def known(self, ids: Sequence[int]) -> dict[int, Person]:
        """Those of the ids that are people. Raises Unavailable."""

    def person(self, user_id: int) -> Person | None:
        """Somebody, from a minute's memory if possible; None when nobody can tell."""


class Courses(Protocol):
    """Courses and their members."""

    def require_owner(self, course_id: int, user_id: int) -> None:
        """Raises Forbidden for a course that somebody else teaches, NotFound if there is none."""

    def is_student(self, course_id: int, user_id: int) -> bool:
        """Whether somebody is a student of the course now; nobody is of a course that is gone."""

    def student_ids(self, course_id: int) -> Iterator[int]:
        """All students of a course."""


class RemoteAccounts:
    """The accounts service, over RPC."""

    _people = TypeAdapter(dict[int, Person])
    _kept: OrderedDict[int, tuple[float, Person]] = OrderedDict()  # noqa: RUF012  # one memory for the process

    def __init__(self, remote: Any) -> None:
        self._remote = remote

    def known(self, ids: Sequence[int]) -> dict[int, Person]:
        """See `Accounts.known`."""
        found: dict[int, Person] = {}
        for start in range(0, len(ids), PAGE):
            found |= self._people.validate_python(self._remote.call("resolve_users", ids=ids[start : start + PAGE]))
        return found

    def person(self, user_id: int) -> Person | None:
        """See `Accounts.person`."""
        kept = self._kept.get(user_id)
        if kept and kept[0] > time.monotonic():
            return kept[1]
        try:
            found = self.known([user_id]).get(user_id)
        except (Unavailable, DeadlineExceeded):
            return kept[1] if kept else None
        if found:
            self._kept[user_id] = (time.monotonic() + NAME_SECONDS, found)
            while len(self._kept) > NAMES_KEPT:
                self._kept.popitem(last=False)
        return found


class RemoteCourses:
    """The courses service, over RPC."""

    def __init__(self, remote: Any) -> None:
        self._remote = remote

    def require_owner(self, course_id: int, user_id: int) -> None:
        """See `Courses.require_owner`."""
        found = self._remote.call("get_membership", course_id=course_id, user_id=user_id)
        if found["membership"] != "owner":
            raise Forbidden("classroom.not_your_course", "Only the teacher of this course may open a room for it.")

    def is_student(self, course_id: int, user_id: int) -> bool:
        """See `Courses.is_student`."""
        try:
            found = self._remote.call("get_membership", course_id=course_id, user_id=user_id)
        except NotFound:
            return False
        return bool(found["membership"] == "student")

    def student_ids(self, course_id: int) -> Iterator[int]:
        """See `Courses.student_ids`."""
        after = 0
        while True:
            page = self._remote.call("list_member_ids", course_id=course_id, after=after, limit=PAGE)["student_ids"]
            yield from page
            if len(page) < PAGE:
                return
            after = page[-1]
