"""A course's material as each of the cast sees it, for tests."""

from __future__ import annotations

import hashlib
from typing import Any

from sqlalchemy import func, select

from chassis.call import Actor
from chassis.database import Store
from chassis.storage import Upload
from chassis.storage.files import Files
from chassis.storage.keys import incoming_key
from courses import schemas
from courses.domain import MaterialType
from courses.models import Base
from courses.usecases.materials import Materials
from services.courses.tests import samples
from services.courses.tests.cast import ALICE

HERE = "http://lectern.test"


class Shelf:
    """The course's material as each of the cast sees it."""

    def __init__(self, db: Store, files: Files, course: schemas.Course) -> None:
        self.db = db
        self.files = files
        self.course = course

    def of(self, who: Actor) -> Materials:
        return Materials(self.db, self.files, who, HERE)

    def arrive(self, content: bytes, filename: str = "notes.pdf") -> Upload:
        key = incoming_key()
        self.files.put(key, content)
        return Upload(key=key, filename=filename, size=len(content), sha256=hashlib.sha256(content).hexdigest())

    def body(
        self, content: bytes, kind: str = "document", filename: str = "notes.pdf", title: str = "Notes"
    ) -> schemas.MaterialBody:
        file = self.arrive(content, filename)
        return schemas.MaterialBody(course=self.course.id, title=title, material_type=MaterialType(kind), file=file)

    def add(
        self, content: bytes = samples.PDF, kind: str = "document", who: Actor = ALICE, **more: Any
    ) -> schemas.Material:
        reply = self.of(who).upload(self.body(content, kind, **more))
        assert reply.status == 201
        assert reply.body is not None
        return reply.body

    def stored(self) -> list[str]:
        return self.files.storage.list_keys("materials")

    def rows(self) -> tuple[int, int]:
        """How many materials there are, and how many files that are to go."""
        return self.count("materials"), self.count("discarded_objects")

    def count(self, table: str) -> int:
        with self.db.read() as session:
            return session.scalar(select(func.count()).select_from(Base.metadata.tables[table])) or 0
