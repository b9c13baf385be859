"""The cast: Alice teaches, Bob studies, Charlie is an outsider, Dana administers."""

from __future__ import annotations

from pathlib import Path

import pytest

from chassis.call import Actor
from chassis.database import Store
from chassis.errors import NotFound
from chassis.storage import links
from chassis.storage.files import Files
from chassis.storage.location import connect
from chassis.storage.objects import Storage
from chassis.testing.databases import migrated_store
from courses import schemas
from courses.clients import Account
from courses.usecases import catalogue

ALICE = Actor(1, "teacher")
BOB = Actor(2, "student")
CHARLIE = Actor(3, "student")
DANA = Actor(4, "admin")


class FakeAccounts:
    """Knows the cast, as the accounts service would."""

    names: dict[str, Actor] = {"alice": ALICE, "bob": BOB, "charlie": CHARLIE, "dana": DANA}  # noqa: RUF012

    def find(self, user_id: int | None, username: str | None) -> Account:
        """See `courses.clients.Accounts`."""
        for name, actor in self.names.items():
            if user_id == actor.id or username == name:
                return Account(actor.id, actor.role)
        raise NotFound("accounts.not_found", "There is no such account.")


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
