"""The demo content as data: people, courses with their students, posts, invitations, from `demo/*.yaml`."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from lectern.demo.assignments import Exercise
from lectern.layout import ROOT

FOLDER = ROOT / "demo"
PASSWORD = "lectern-demo"  # noqa: S105 (meant to be known: it is printed)
DOMAIN = "lectern.example"


@dataclass(frozen=True)
class Person:
    """Somebody with an account."""

    username: str
    full_name: str
    bio: str = ""

    @property
    def email(self) -> str:
        """An address that nothing is ever delivered to (RFC 2606)."""
        return f"{self.username}@{DOMAIN}"


@dataclass(frozen=True)
class Rating:
    """What a student thinks of a course."""

    by: str
    rating: int
    comment: str = ""


@dataclass(frozen=True)
class Post:
    """What somebody tells those they share a course with."""

    by: str
    content: str


@dataclass(frozen=True)
class Invitation:
    """Somebody who was asked to come into a course, by its code."""

    by: str
    email: str
    full_name: str
    course: str


@dataclass(frozen=True)
class Course:
    """A course; its dates are days from today, so that the content never looks old."""

    code: str
    title: str
    teacher: str
    description: str
    starts: int
    ends: int
    students: list[str] = field(default_factory=list)
    ratings: list[Rating] = field(default_factory=list)
    is_active: bool = True

    def body(self, today: date) -> dict[str, object]:
        """What creates it through the API."""
        return {
            "code": self.code,
            "title": self.title,
            "description": self.description.strip().replace("\n", "\n\n"),
            "start_date": (today + timedelta(days=self.starts)).isoformat(),
            "end_date": (today + timedelta(days=self.ends)).isoformat(),
            "is_active": self.is_active,
        }


@dataclass(frozen=True)
class Curve:
    """Values one after the other, with what they are."""

    title: str
    points: list[float]


@dataclass(frozen=True)
class Material:
    """What a course hands out: a text or a curve; and who has looked at it."""

    course: str
    title: str
    text: str = ""
    curve: Curve | None = None
    opened_by: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Room:
    """A live room of a course: what was written in it, and what is on its board."""

    name: str
    course: str
    messages: list[dict[str, str]]
    board: list[dict[str, Any]]


@dataclass(frozen=True)
class Story:
    """All of it."""

    admin: Person
    teachers: list[Person]
    students: list[Person]
    courses: list[Course]
    posts: list[Post]
    invitations: list[Invitation]
    materials: list[Material]
    rooms: list[Room]
    exercises: list[Exercise]


def read(folder: Path = FOLDER) -> Story:
    """The content of the folder's files."""
    people, courses, posts, invitations, materials, rooms, exercises = (
        yaml.safe_load((folder / f"{name}.yaml").read_text())
        for name in ("people", "courses", "posts", "invitations", "materials", "rooms", "assignments")
    )
    return Story(
        admin=Person(**people["admin"]),
        teachers=[Person(**person) for person in people["teachers"]],
        students=[Person(**person) for person in people["students"]],
        courses=[_course(**course) for course in courses],
        posts=[Post(**post) for post in posts],
        invitations=[Invitation(**invitation) for invitation in invitations],
        materials=[_material(**material) for material in materials],
        rooms=[Room(**room) for room in rooms],
        exercises=[Exercise(**exercise) for exercise in exercises],
    )


def _course(ratings: Sequence[dict[str, Any]] = (), **fields: Any) -> Course:  # as the YAML file has them
    return Course(**fields, ratings=[Rating(**rating) for rating in ratings])


def _material(curve: dict[str, Any] | None = None, **fields: Any) -> Material:  # as the YAML file has them
    return Material(**fields, curve=Curve(**curve) if curve else None)
