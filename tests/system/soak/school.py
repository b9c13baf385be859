"""Who is at work, and what each of them does over and over: a small school that never sleeps."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from lectern.testing import Person
from lectern.testing.people import PASSWORD
from tests.system.soak.book import Book, Kind
from tests.system.soak.visitor import Visitor

QUIZ = {"questions": [{"question": "Which way is up?", "options": ["This", "That", "Both", "None"], "correct": 0}]}
LEFT_EVERY = 4
LISTS = (
    "/api/home/",
    "/api/courses/",
    "/api/notifications/",
    "/api/submissions/",
    "/api/classrooms/",
    "/api/feedback/",
)


@dataclass(frozen=True)
class Course:
    """A course that a teacher was promised, with its quiz."""

    id: int
    title: str
    quiz: int


@dataclass
class School:
    """What everybody knows of; each teacher has a room."""

    teachers: list[Person]
    rooms: list[dict[str, Any]]
    courses: list[Course] = field(default_factory=list)


class Routine:
    """Does a step again and again, in a thread of its own, until it is told to stop."""

    def __init__(self, step: Callable[[], None], pause: float, book: Book) -> None:
        self._step, self._pause, self._book = step, pause, book
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Begin no other step."""
        self._stopping.set()

    def join(self, seconds: float) -> None:
        """Return when the last step is done."""
        self._thread.join(seconds)
        if self._thread.is_alive():
            self._book.complain(f"{self._step} does not end")

    def _run(self) -> None:
        while not self._stopping.wait(self._pause):
            try:
                self._step()
            except Exception as error:
                self._book.complain(f"{self._step}: {type(error).__name__}: {error}")


class Teaching:
    """Opens one course after another, each with a quiz."""

    def __init__(self, visitor: Visitor, school: School) -> None:
        self._visitor, self._school = visitor, school
        self._numbers = itertools.count(1)

    def __call__(self) -> None:
        """One more course."""
        title = f"{self._visitor.person.full_name}'s {next(self._numbers)}"
        about = {"title": title, "code": title, "description": "Of a long day."}
        course = self._visitor.obtain(Kind.COURSE, title, "/api/courses/", about)
        if course is None:
            return
        quiz = {"title": f"Quiz of {title}", "course": course["id"], "assignment_type": "quiz", "content": QUIZ}
        made = self._visitor.obtain(Kind.QUIZ, title, "/api/assignments/", {**quiz, "max_attempts": None})
        if made is not None:
            self._school.courses.append(Course(course["id"], title, made["id"]))


class Studying:
    """Goes through all courses there are: enrols, rates, answers the quiz, and sometimes leaves."""

    def __init__(self, visitor: Visitor, school: School) -> None:
        self._visitor, self._school = visitor, school
        self._visited = 0
        self._next: list[Callable[[], Any]] = []

    def __call__(self) -> None:
        """The next thing to do."""
        if not self._next and self._visited < len(self._school.courses):
            self._visit(self._school.courses[self._visited])
            self._visited += 1
        elif self._next:
            self._next.pop(0)()
        else:
            self._visitor.send("GET", self._visitor.dice.choice(LISTS))

    def _visit(self, course: Course) -> None:
        if self._obtain(Kind.ENROLMENT, course, f"/api/courses/{course.id}/enroll/") is None:
            return
        rating = {"course": course.id, "rating": 4, "comment": "Long."}
        answers = {"assignment": course.quiz, "answers": [0]}
        self._next = [
            lambda: self._obtain(Kind.RATING, course, "/api/feedback/", rating),
            lambda: self._obtain(Kind.SUBMISSION, course, "/api/submissions/", answers),
            lambda: self._visitor.send("GET", self._visitor.dice.choice(LISTS)),
        ]
        if self._visited % LEFT_EVERY == 0:
            self._next.append(lambda: self._obtain(Kind.LEAVING, course, f"/api/courses/{course.id}/unenroll/"))

    def _obtain(self, kind: Kind, course: Course, path: str, body: object = None) -> Any:
        return self._visitor.obtain(kind, (self._visitor.person.full_name, course.title), path, body)


class Writing:
    """Posts into a room over HTTP."""

    def __init__(self, visitor: Visitor, room: dict[str, Any]) -> None:
        self._visitor, self._room = visitor, room
        self._numbers = itertools.count(1)

    def __call__(self) -> None:
        """One more message."""
        content = f"{self._visitor.person.full_name} writes {next(self._numbers)}"
        path = f"/api/classrooms/{self._room['id']}/send/"
        if self._visitor.obtain(Kind.MESSAGE, content, path, {"content": content}) is not None:
            self._visitor.book.said[self._room["id"], f"{self._visitor.person.full_name} over HTTP"].append(content)


class ComingAndGoing:
    """Signs in and out; a token that was given back opens nothing any more."""

    def __init__(self, visitor: Visitor, person: Person) -> None:
        self._visitor = visitor
        self._words = {"username": person.username, "password": PASSWORD}

    def __call__(self) -> None:
        """In, a look, out."""
        entered = self._visitor.send("POST", "/api/auth/login/", json=self._words)
        if entered is None or not entered.is_success:
            return
        own = {"Authorization": f"Token {entered.json()['token']}"}
        self._visitor.send("GET", "/api/auth/me/", headers=own)
        left = self._visitor.send("POST", "/api/auth/logout/", headers=own)
        if left is None or not left.is_success:
            return
        after = self._visitor.person.api.get("/api/auth/me/", headers=own)
        if after.is_success:
            self._visitor.book.complain("a token still opens the door after its sign-in was ended")


def dice_of(seed: int, name: str) -> Random:
    """Chance of somebody's own, so that what others do does not disturb it."""
    return Random(f"{seed} {name}")  # noqa: S311 (nobody's secret)
