"""What the tests of this service start from."""

from __future__ import annotations

from pathlib import Path

import pytest

from chassis.database import Store
from chassis.storage import links
from chassis.storage.files import Files
from chassis.storage.location import connect
from chassis.storage.objects import Storage
from chassis.testing.databases import migrated_store
from courses import schemas
from courses.usecases import catalogue, enrolment
from services.courses.tests.cast import ALICE, BOB, FakeAccounts
from services.courses.tests.shelf import Shelf


@pytest.fixture
def accounts() -> FakeAccounts:
    """An accounts service that knows the cast."""
    return FakeAccounts()


@pytest.fixture
def db(tmp_path: Path) -> Store:
    """An empty, migrated database."""
    return migrated_store("courses", tmp_path)


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """An empty storage."""
    return Files(Storage(connect(f"file:{tmp_path / 'storage'}")), links.signer("for tests only, and long enough"))


@pytest.fixture
def course(db: Store) -> schemas.Course:
    """Alice's course."""
    reply = catalogue.create_course(db, ALICE, schemas.CourseBody(title="Biology", code="BIO-101"))
    assert reply.body is not None
    return reply.body


@pytest.fixture
def shelf(db: Store, files: Files, course: schemas.Course) -> Shelf:
    """Alice's course, which Bob attends."""
    enrolment.enroll(db, BOB, course.id)
    return Shelf(db, files, course)
