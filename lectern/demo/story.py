"""The demo content as data: people, and courses with their students, from `demo/*.yaml`."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

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
class Story:
    """All of it."""

    admin: str
    teachers: list[Person]
    students: list[Person]
    courses: list[Course]


def read(folder: Path = FOLDER) -> Story:
    """The content of the folder's files."""
    people = yaml.safe_load((folder / "people.yaml").read_text())
    courses = yaml.safe_load((folder / "courses.yaml").read_text())
    return Story(
        admin=people["admin"],
        teachers=[Person(**person) for person in people["teachers"]],
        students=[Person(**person) for person in people["students"]],
        courses=[_course(**course) for course in courses],
    )


def _course(ratings: Sequence[dict[str, Any]] = (), **fields: Any) -> Course:  # as the YAML file has them
    return Course(**fields, ratings=[Rating(**rating) for rating in ratings])
