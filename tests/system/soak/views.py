"""What is there in the end: in the lists, and in what the teachers were told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable
from typing import Any

from lectern.testing import Person
from tests.system.soak.book import Kind
from tests.system.soak.visitor import everything

View = Counter[Hashable]
TOLD = {
    Kind.ENROLMENT: re.compile(r"(.+) has enrolled in (.+)\."),
    Kind.LEAVING: re.compile(r"(.+) has left (.+)\."),
    Kind.RATING: re.compile(r"(.+) gave (.+) \d stars?\."),
    Kind.SUBMISSION: re.compile(r"(.+) has handed in “Quiz of (.+)” in "),
}


def listed(teacher: Person, room: dict[str, Any]) -> dict[Kind, View]:
    """How often each thing is in the lists of a teacher and of their room."""
    views: dict[Kind, View] = {kind: Counter() for kind in Kind}
    titles = {one["id"]: one["title"] for one in everything(teacher, "/api/courses/?mine=1")}
    views[Kind.COURSE].update(titles.values())
    views[Kind.QUIZ].update(titles[one["course"]] for one in everything(teacher, "/api/assignments/"))
    for one in everything(teacher, "/api/enrollments/"):
        key = one["student_name"], one["course_title"]
        views[Kind.ENROLMENT][key] += 1
        views[Kind.LEAVING][key] += one["status"] == "left"
    for kind, path in ((Kind.RATING, "/api/feedback/"), (Kind.SUBMISSION, "/api/submissions/")):
        views[kind].update((one["student_name"], titles[one["course"]]) for one in everything(teacher, path))
    views[Kind.MESSAGE].update(messages(teacher, room))
    board = teacher.api.get(f"/api/classrooms/{room['id']}/whiteboard/").raise_for_status().json()
    views[Kind.STROKE].update(one["id"] for one in board["actions"])
    return views


def told(teacher: Person) -> dict[Kind, View]:
    """How often a teacher was told of each thing that teachers are told of."""
    views: dict[Kind, View] = {kind: Counter() for kind in TOLD}
    for one in everything(teacher, "/api/notifications/"):
        for kind, form in TOLD.items():
            if match := form.match(one["message"]):
                views[kind][match.groups()] += 1
    return views


def messages(teacher: Person, room: dict[str, Any]) -> list[str]:
    """What was said in a room, the oldest first."""
    pages: list[list[str]] = []
    oldest = ""
    while True:
        path = f"/api/classrooms/{room['id']}/messages/?limit=500{oldest}"
        page = teacher.api.get(path).raise_for_status().json()
        if not page:
            return [content for part in reversed(pages) for content in part]
        pages.append([one["content"] for one in page])
        oldest = f"&before={page[0]['id']}"
