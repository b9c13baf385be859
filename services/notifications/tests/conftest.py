"""The cast: Alice teaches, Bob studies, Charlie is an outsider, Dana administers."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import ClassVar

import pytest

from chassis.call import Actor
from chassis.database import Store
from chassis.testing.broker import Broker
from chassis.testing.databases import migrated_database, migrated_store, store_at
from notifications.clients import Contact
from notifications.config import settings
from notifications.domain.notices import Kind, Notice
from notifications.schemas import LiveEvent, NotificationQuery
from notifications.usecases import inbox, telling

ALICE = Actor(1, "teacher")
BOB = Actor(2, "student")
CHARLIE = Actor(3, "student")
DANA = Actor(4, "admin")
NAMES = {ALICE.id: "Alice Archer", BOB.id: "Bob Bell", CHARLIE.id: "Charlie Cole", DANA.id: "Dana Drew"}


class FakeLive:
    """Remembers what open windows were told, in order."""

    def __init__(self) -> None:
        self.told: list[tuple[int, LiveEvent]] = []

    def tell(self, events: Iterable[tuple[int, LiveEvent]]) -> None:
        """See `notifications.live.Live`."""
        self.told += events

    def unread(self, who: Actor) -> list[int]:
        """The unread counts somebody was told."""
        return [event.data.unread for person, event in self.told if person == who.id and event.event == "unread"]

    def notifications(self, who: Actor) -> list[str]:
        """The titles of notifications somebody was told."""
        return [event.data.title for person, event in self.told if person == who.id and event.event == "notification"]


class FakeAccounts:
    """Accounts of the cast, and of anybody else asked for."""

    def __init__(self) -> None:
        self.asked = 0
        self.trouble: Exception | None = None
        self.blocked: set[int] = set()
        self.gone: set[int] = set()
        self.languages: dict[int, str] = {}
        self.addresses = {ALICE.id: "alice@lectern.test", BOB.id: "bob@lectern.test"}

    def names(self, ids: Iterable[int]) -> Mapping[int, str]:
        """See `notifications.clients.Accounts`."""
        return {one: NAMES.get(one, f"Person {one}") for one in ids}

    def contacts(self, ids: Iterable[int]) -> Mapping[int, Contact]:
        """See `notifications.clients.Accounts`."""
        self.asked += 1
        if self.trouble:
            raise self.trouble
        return {
            one: Contact(
                email=self.addresses.get(one, f"person{one}@lectern.test"),
                display_name=name,
                language=self.languages.get(one, "en"),
                is_blocked=one in self.blocked,
            )
            for one, name in self.names(set(ids) - self.gone).items()
        }


class FakeCourses:
    """One course, 5: Alice teaches it, Bob and one more are in it."""

    MEMBERS: ClassVar = [BOB.id, 20]

    def students(self, course_id: int) -> list[int]:
        """See `notifications.clients.Courses`."""
        return list(self.MEMBERS) if course_id == 5 else []

    def courses_of(self, user_id: int) -> list[int]:
        """See `notifications.clients.Courses`."""
        return [5] if user_id in (ALICE.id, *self.MEMBERS) else []


@pytest.fixture(autouse=True, scope="session")
def _secret() -> Iterator[None]:
    """Links are signed, so there has to be a key."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SECRET_KEY", "of these tests only, and long enough")
        settings.cache_clear()
        yield


@pytest.fixture
def live() -> FakeLive:
    """Nobody's windows."""
    return FakeLive()


@pytest.fixture
def db(tmp_path: Path) -> Store:
    """An empty, migrated database."""
    return migrated_store("notifications", tmp_path)


def notice(who: Actor, title: str = "Hello") -> Notice:
    """Something to tell somebody."""
    return Notice(who.id, Kind.PLAIN, {"title": title, "message": "Hello there."}, "/courses")


def notify(db: Store, who: Actor, *titles: str) -> list[int]:
    """Tell somebody several things; the notifications' ids."""
    for title in titles:
        telling.notify(db, FakeLive(), str(uuid.uuid5(uuid.NAMESPACE_OID, title)), [notice(who, title)])
    page = inbox.list_notifications(db, who, NotificationQuery())
    return [one.id for one in reversed(page.items)][-len(titles) :]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory, amqp_url: str, redis_url: str) -> dict[str, str]:
    """What processes of this package run with: real servers and an empty, migrated database."""
    url = migrated_database("notifications", tmp_path_factory.mktemp("database"))
    return {"AMQP_URL": amqp_url, "REDIS_URL": redis_url, "NOTIFICATIONS_DATABASE_URL": url}


@pytest.fixture(scope="module")
def stored(environment: dict[str, str]) -> Store:
    """The database of those processes."""
    return store_at(environment["NOTIFICATIONS_DATABASE_URL"])


@pytest.fixture
def broker(amqp_url: str) -> Iterator[Broker]:
    """The test's own hands on the broker."""
    with contextlib.closing(Broker(amqp_url)) as broker:
        yield broker
