"""What this service asks of others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol

from pydantic import BaseModel, TypeAdapter

MOST_CONTACTS = 500
MEMBERS_A_PAGE = 500


class Contact(BaseModel):
    """What somebody is called, where they get mail, and how they read it."""

    email: str
    display_name: str
    language: str = "en"
    time_zone: str = "UTC"
    is_blocked: bool = False


class Accounts(Protocol):
    """People's names and addresses."""

    def contacts(self, ids: Iterable[int]) -> Mapping[int, Contact]:
        """What is known of these people; who is gone is left out."""


class RemoteAccounts:
    """The accounts service, over RPC."""

    _contacts = TypeAdapter(dict[int, Contact])

    def __init__(self, remote: Any) -> None:
        self._remote = remote

    def contacts(self, ids: Iterable[int]) -> Mapping[int, Contact]:
        """See `Accounts.contacts`."""
        wanted = sorted(set(ids))
        found: dict[int, Contact] = {}
        for start in range(0, len(wanted), MOST_CONTACTS):
            some = wanted[start : start + MOST_CONTACTS]
            found |= self._contacts.validate_python(self._remote.call("list_contacts", ids=some))
        return found


class Courses(Protocol):
    """Who is in a course."""

    def students(self, course_id: int) -> list[int]:
        """Everyone who is enrolled. Raises NotFound when the course is gone."""

    def courses_of(self, user_id: int) -> list[int]:
        """The courses that somebody teaches or takes part in."""


class RemoteCourses:
    """The courses service, over RPC, page by page."""

    def __init__(self, remote: Any) -> None:
        self._remote = remote

    def students(self, course_id: int) -> list[int]:
        """See `Courses.students`."""
        return list(_all(lambda after: self._page(course_id, after)))

    def courses_of(self, user_id: int) -> list[int]:
        """See `Courses.courses_of`."""
        return list(
            _all(
                lambda after: self._remote.call(
                    "list_course_ids_for", user_id=user_id, after=after, limit=MEMBERS_A_PAGE
                )
            )
        )

    def _page(self, course_id: int, after: int) -> list[int]:
        answer = self._remote.call("list_member_ids", course_id=course_id, after=after, limit=MEMBERS_A_PAGE)
        ids: list[int] = answer["student_ids"]
        return ids


def _all(page: Any) -> Iterator[int]:
    """Everything that comes in ascending pages."""
    after = 0
    while found := page(after):
        yield from found
        after = found[-1]
