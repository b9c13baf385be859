"""Storing what people are to be told: one for each event and recipient."""

from __future__ import annotations

import pytest

from chassis.database import Receipt, Replayed, Store
from notifications.schemas import NotificationQuery
from notifications.usecases import inbox
from notifications.usecases.telling import notify

from .conftest import ALICE, BOB, FakeLive, notice


def test_it_is_stored_unread_and_told_at_once(db: Store, live: FakeLive) -> None:
    notify(db, live, "event", [notice(BOB)])
    (stored,) = inbox.list_notifications(db, BOB, NotificationQuery()).items
    assert (stored.title, stored.message, stored.link) == ("Hello", "Hello there.", "/courses")
    assert not stored.is_read
    assert live.notifications(BOB) == ["Hello"]
    assert live.unread(BOB) == [1]
    assert live.told[0][1].model_dump()["id"] == str(stored.id)


def test_an_event_is_told_once_even_when_its_receipt_is_gone(db: Store, live: FakeLive) -> None:
    notify(db, live, "event", [notice(BOB)])
    notify(db, live, "event", [notice(BOB), notice(ALICE)])
    assert inbox.unread_count(db, BOB).unread == 1
    assert inbox.unread_count(db, ALICE).unread == 1
    assert live.notifications(BOB) == ["Hello"]


def test_many_are_told_with_their_own_counts(db: Store, live: FakeLive) -> None:
    notify(db, live, "event", [notice(ALICE), notice(BOB)])
    notify(db, live, "another", [notice(BOB)])
    assert live.unread(ALICE) == [1]
    assert live.unread(BOB) == [1, 2]


def test_nothing_is_told_when_the_delivery_was_done_before(db: Store, live: FakeLive) -> None:
    receipt = Receipt("handler", "event")
    with db.unit(receipt) as unit:
        notify(db, live, "event", [notice(BOB)])
        unit.finish(None)
    with pytest.raises(Replayed), db.unit(receipt):
        notify(db, live, "event", [notice(BOB)])
    assert live.notifications(BOB) == ["Hello"]


def test_nothing_is_told_when_the_transaction_fails(db: Store, live: FakeLive) -> None:
    def notify_and_fail() -> None:
        with db.unit():
            notify(db, live, "event", [notice(BOB)])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        notify_and_fail()
    assert live.told == []
    assert inbox.unread_count(db, BOB).unread == 0


def test_nobody_to_tell_is_nothing_to_do(db: Store, live: FakeLive) -> None:
    notify(db, live, "event", [])
    assert live.told == []
