"""The cast: Alice teaches, Bob studies, Charlie is an outsider, Dana administers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from assignments.clients import Place, SourceFile
from assignments.domain import AssignmentStatus, AssignmentType, Membership
from assignments.schemas import assignments as schemas
from assignments.schemas.attempts import Submission, SubmissionBody
from assignments.usecases import authoring, submitting
from assignments.usecases.desk import Desk
from chassis.call import Actor
from chassis.database import Store
from chassis.errors import NotFound
from chassis.storage import Upload, links
from chassis.storage.files import Files
from chassis.storage.keys import incoming_key
from chassis.storage.location import connect
from chassis.storage.objects import Storage
from chassis.testing.databases import migrated_store

ALICE = Actor(1, "teacher")
BOB = Actor(2, "student")
CHARLIE = Actor(3, "student")
DANA = Actor(4, "admin")
BIOLOGY = 5
HERE = "http://lectern.test"

QUESTIONS: list[dict[str, Any]] = [
    {
        "question": "What carries oxygen in the blood?",
        "options": ["Haemoglobin", "Insulin", "Keratin", "Collagen"],
        "correct": 0,
        "explanation": "It binds four molecules.",
        "page": 3,
        "quote": "Haemoglobin carries oxygen",
    },
    {"question": "Where is DNA kept?", "options": ["Wall", "Ribosome", "Nucleus", "Membrane"], "correct": 2},
    {"question": "What do leaves take in?", "options": ["Iron", "Carbon dioxide", "Neon", "Gold"], "correct": 1},
]
CARDS: list[dict[str, Any]] = [
    {"front": "cell", "back": "the unit of life"},
    {"front": "gene", "back": "a unit of heredity", "page": 2},
]


@dataclass
class FakeCourses:
    """Knows one course of Alice's and who attends it, as the courses service would."""

    students: set[int] = field(default_factory=lambda: {BOB.id})
    title: str = "Biology"
    materials: dict[int, SourceFile] = field(default_factory=dict)

    def place(self, course_id: int, user_id: int) -> Place:
        """See `assignments.clients.Courses`."""
        if course_id != BIOLOGY:
            raise NotFound("courses.not_found", "There is no such course.")
        held = Membership.STUDENT if user_id in self.students else Membership.NONE
        return Place(BIOLOGY, self.title, ALICE.id, Membership.OWNER if user_id == ALICE.id else held)

    def material(self, material_id: int, user_id: int) -> SourceFile:
        """See `assignments.clients.Courses`."""
        if user_id != ALICE.id or material_id not in self.materials:
            raise NotFound("courses.material_not_found", "There is no such material.")
        return self.materials[material_id]

    def course_ids(self, user_id: int) -> list[int]:
        """See `assignments.clients.Courses`."""
        return [BIOLOGY] if user_id in {ALICE.id, *self.students} else []

    def student_ids(self, course_id: int) -> list[int]:
        """See `assignments.clients.Courses`."""
        return sorted(self.students)


class FakePeople:
    """Knows the cast's names, as the accounts service would."""

    def __init__(self) -> None:
        self.keys: dict[int, str] = {}

    def api_key(self, user_id: int) -> str | None:
        """See `assignments.clients.People`."""
        return self.keys.get(user_id)

    def names(self, ids: Iterable[int]) -> dict[int, str]:
        """See `assignments.clients.People`."""
        known = {ALICE.id: "Alice", BOB.id: "=Bob", CHARLIE.id: "Charlie"}
        return {one: known.get(one, "") for one in ids}


class Room:
    """A course with its assignments, as each of the cast meets them."""

    def __init__(self, db: Store, files: Files) -> None:
        self.db = db
        self.files = files
        self.courses = FakeCourses()

    def desk(self, who: Actor = ALICE) -> Desk:
        """Somebody's."""
        return Desk(self.db, self.courses, FakePeople(), self.files, who, HERE)

    def write(self, **fields: Any) -> schemas.Assignment:
        """A published quiz by Alice, with other fields where given."""
        body = {
            "course": BIOLOGY,
            "title": "Cells",
            "assignment_type": AssignmentType.QUIZ,
            "content": {"questions": QUESTIONS},
            **fields,
        }
        reply = authoring.create_assignment(self.desk(), schemas.AssignmentBody.model_validate(body))
        assert reply.body is not None
        return reply.body

    def deck(self, **fields: Any) -> schemas.Assignment:
        """A published deck by Alice."""
        return self.write(assignment_type=AssignmentType.FLASHCARD, content={"cards": CARDS}, **fields)

    def draft(self, **fields: Any) -> schemas.Assignment:
        """A quiz of Alice's that nobody else sees yet."""
        return self.write(status=AssignmentStatus.DRAFT, **fields)

    def change(self, assignment_id: int, **changes: Any) -> schemas.Assignment:
        """Alice changes some fields."""
        patch = schemas.AssignmentPatch.model_validate(changes)
        return authoring.update_assignment(self.desk(), assignment_id, schemas.changes_of(patch))

    def arrive(self, content: bytes, filename: str = "cells.pdf") -> Upload:
        """A file lies where the gateway puts it."""
        key = incoming_key()
        self.files.put(key, content)
        return Upload(key=key, filename=filename, size=len(content), sha256=hashlib.sha256(content).hexdigest())

    def submit(self, assignment_id: int, *answers: int | None, who: Actor = BOB) -> Submission:
        """Somebody submits all answers at once."""
        body = SubmissionBody(assignment=assignment_id, answers=list(answers))
        reply = submitting.submit_answers(self.desk(who), body)
        assert reply.body is not None
        return reply.body


def files_in(folder: Path) -> Files:
    """An empty storage in a folder."""
    return Files(Storage(connect(f"file:{folder / 'storage'}")), links.signer("for tests only, and long enough"))


def room_of_two(folder: Path) -> Room:
    """Alice's course, which Bob and Charlie attend, with all that it stores in a folder."""
    room = Room(migrated_store("assignments", folder), files_in(folder))
    room.courses.students.add(CHARLIE.id)
    return room


@pytest.fixture
def db(tmp_path: Path) -> Store:
    """An empty, migrated database."""
    return migrated_store("assignments", tmp_path)


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """An empty storage."""
    return files_in(tmp_path)


@pytest.fixture
def room(db: Store, files: Files) -> Room:
    """Alice's course, which Bob attends."""
    return Room(db, files)
