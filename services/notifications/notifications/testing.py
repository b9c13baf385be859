"""For tests and measurements: a crowd, as accounts and courses answer when this service asks them for it."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from chassis.testing.fakes import faked


@contextlib.contextmanager
def crowd(amqp_url: str, students: Mapping[int, Collection[int]]) -> Iterator[None]:
    """Both services, for as long as the block runs; `students` are the members of each course."""

    def list_member_ids(course_id: int, after: int, limit: int) -> dict[str, Any]:
        return {"teacher_id": 1, "student_ids": [one for one in students[course_id] if one > after][:limit]}

    with (
        faked(amqp_url, "accounts", list_contacts=list_contacts),
        faked(amqp_url, "courses", list_member_ids=list_member_ids),
    ):
        yield


def list_contacts(ids: list[int]) -> dict[str, dict[str, Any]]:
    """Anybody's address; those with odd ids read German."""
    return {
        str(one): {
            "email": f"person{one}@lectern.test",
            "display_name": f"Person {one}",
            "language": "de" if one % 2 else "en",
            "time_zone": "Europe/Berlin",
            "is_blocked": False,
        }
        for one in ids
    }


def material(course_id: int) -> dict[str, Any]:
    """`courses.material_uploaded`."""
    return {"course_id": course_id, "course_title": "Biology", "material_id": 9, "title": "Cells", "teacher_id": 1}
