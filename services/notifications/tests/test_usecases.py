"""Listing, reading and deleting; each on a migrated database file."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from chassis.database import Store
from chassis.errors import InvalidInput, NotFound
from notifications.queries import inbox as queries
from notifications.schemas import NotificationQuery
from notifications.usecases import inbox

from .conftest import ALICE, BOB, CHARLIE, FakeLive, notify


def titles(db: Store, **query: object) -> list[str]:
    page = inbox.list_notifications(db, BOB, NotificationQuery.model_validate(query))
    return [one.title for one in page.items]


def test_the_list_is_ones_own_and_newest_first(db: Store) -> None:
    notify(db, BOB, "one", "two")
    notify(db, ALICE, "hers")
    assert titles(db) == ["two", "one"]
    assert inbox.list_notifications(db, CHARLIE, NotificationQuery()).total == 0


def test_the_list_is_paged_and_stays_in_place_when_more_arrives(db: Store) -> None:
    notify(db, BOB, "one", "two", "three")
    first = inbox.list_notifications(db, BOB, NotificationQuery(limit=2))
    notify(db, BOB, "four")
    assert [one.title for one in first.items] == ["three", "two"]
    assert first.total == 3
    assert titles(db, limit=2, cursor=first.next_cursor) == ["one"]


def test_it_refuses_a_cursor_that_it_did_not_give(db: Store) -> None:
    with pytest.raises(InvalidInput):
        titles(db, cursor="bm90IG9uZQ")


def test_the_list_can_be_narrowed_to_unread(db: Store, live: FakeLive) -> None:
    first, _ = notify(db, BOB, "one", "two")
    inbox.mark_read(db, live, BOB, first)
    assert titles(db, unread="1") == ["two"]
    assert inbox.list_notifications(db, BOB, NotificationQuery(unread=True)).total == 1


def test_reading_counts_down_and_tells_all_windows(db: Store, live: FakeLive) -> None:
    first, _ = notify(db, BOB, "one", "two")
    assert inbox.unread_count(db, BOB).unread == 2
    assert inbox.mark_read(db, live, BOB, first).is_read
    assert inbox.unread_count(db, BOB).unread == 1
    assert live.unread(BOB) == [1]


def test_reading_twice_tells_once(db: Store, live: FakeLive) -> None:
    (only,) = notify(db, BOB, "one")
    inbox.mark_read(db, live, BOB, only)
    inbox.mark_read(db, live, BOB, only)
    assert live.unread(BOB) == [0]


def test_marking_all_counts_what_changed_and_touches_nobody_elses(db: Store, live: FakeLive) -> None:
    notify(db, BOB, "one", "two")
    notify(db, ALICE, "hers")
    assert inbox.mark_all_read(db, live, BOB).updated == 2
    assert inbox.mark_all_read(db, live, BOB).updated == 0
    assert inbox.unread_count(db, ALICE).unread == 1
    assert live.unread(BOB) == [0]


def test_deleting_removes_it_and_tells_all_windows(db: Store, live: FakeLive) -> None:
    (only,) = notify(db, BOB, "one")
    inbox.delete_notification(db, live, BOB, only)
    assert titles(db) == []
    assert live.unread(BOB) == [0]


def test_somebody_elses_notification_is_not_there(db: Store, live: FakeLive) -> None:
    (only,) = notify(db, BOB, "one")
    for attempt in (
        lambda: inbox.get_notification(db, CHARLIE, only),
        lambda: inbox.mark_read(db, live, CHARLIE, only),
        lambda: inbox.delete_notification(db, live, CHARLIE, only),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert not inbox.get_notification(db, BOB, only).is_read
    assert live.told == []


def test_an_id_is_never_given_twice(db: Store, live: FakeLive) -> None:
    (old,) = notify(db, BOB, "one")
    inbox.delete_notification(db, live, BOB, old)
    (new,) = notify(db, BOB, "two")
    assert new > old


@pytest.mark.parametrize(
    ("unread_only", "index"), [(False, "ix_notifications_recipient"), (True, "ix_notifications_unread")]
)
def test_lists_and_counts_are_answered_from_an_index(db: Store, unread_only: bool, index: str) -> None:
    with db.read() as session:
        wanted = queries.received_by(BOB.id, unread_only)
        statement = str(wanted.compile(session.connection(), compile_kwargs={"literal_binds": True}))
        plan = session.execute(text(f"EXPLAIN QUERY PLAN {statement}")).all()
    assert index in str(plan)
