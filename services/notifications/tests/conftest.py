"""The cast: Alice teaches, Bob studies, Charlie is an outsider, Dana administers."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from chassis.call import Actor
from chassis.database import Store, make_engine
from chassis.migrate import upgrade
from chassis.testing.broker import Broker
from chassis.testing.databases import migrated_store
from notifications import usecases
from notifications.domain import Notice, NotificationType
from notifications.schemas import LiveEvent, NotificationQuery

ALICE = Actor(1, "teacher")
BOB = Actor(2, "student")
CHARLIE = Actor(3, "student")
DANA = Actor(4, "admin")


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
    return Notice(who.id, NotificationType.GENERAL, title, "Hello there.", "/courses")


def notify(db: Store, who: Actor, *titles: str) -> list[int]:
    """Tell somebody several things; the notifications' ids."""
    for title in titles:
        usecases.notify(db, FakeLive(), f"event {title}", [notice(who, title)])
    page = usecases.list_notifications(db, who, NotificationQuery())
    return [one.id for one in reversed(page.items)][-len(titles) :]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory, amqp_url: str, redis_url: str) -> dict[str, str]:
    """What processes of this package run with: real servers and an empty, migrated database."""
    url = f"sqlite:///{tmp_path_factory.mktemp('database') / 'notifications.sqlite3'}"
    upgrade("notifications", url)
    return {"AMQP_URL": amqp_url, "REDIS_URL": redis_url, "NOTIFICATIONS_DATABASE_URL": url}


@pytest.fixture(scope="module")
def stored(environment: dict[str, str]) -> Store:
    """The database of those processes."""
    return Store(make_engine(environment["NOTIFICATIONS_DATABASE_URL"]))


@pytest.fixture
def broker(amqp_url: str) -> Iterator[Broker]:
    """The test's own hands on the broker."""
    with contextlib.closing(Broker(amqp_url)) as broker:
        yield broker
