"""What a live stream begins with."""

from __future__ import annotations

import pytest

from chassis.database import Store
from notifications.usecases import inbox

from .conftest import ALICE, BOB, notify


def events(db: Store, last_event_id: str | None) -> list[tuple[str, object]]:
    found = inbox.missed(db, BOB, last_event_id).model_dump(mode="json")["events"]
    return [(one["event"], one["data"].get("title", one["data"].get("unread"))) for one in found]


def test_a_new_stream_begins_with_the_count_alone(db: Store) -> None:
    notify(db, BOB, "one")
    assert events(db, None) == [("unread", 1)]


def test_a_stream_that_comes_back_begins_with_what_was_missed_in_order(db: Store) -> None:
    first, *_ = notify(db, BOB, "one", "two", "three")
    notify(db, ALICE, "hers")
    assert events(db, str(first)) == [("notification", "two"), ("notification", "three"), ("unread", 3)]


def test_of_very_many_the_newest_are_given(db: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "MISSED_AT_MOST", 2)
    notify(db, BOB, "one", "two", "three")
    assert events(db, "0") == [("notification", "two"), ("notification", "three"), ("unread", 3)]


@pytest.mark.parametrize("nonsense", ["", "x", "-1", "1.5", "²", "9" * 5000, "1\x00"])
def test_an_id_that_is_not_ours_is_taken_as_none(db: Store, nonsense: str) -> None:
    notify(db, BOB, "one")
    assert events(db, nonsense) == [("unread", 1)]


def test_an_id_of_the_far_future_has_nothing_after_it(db: Store) -> None:
    notify(db, BOB, "one")
    assert events(db, "9" * 19) == [("unread", 1)]


def test_it_resumes_after_the_newest_notification_even_if_none_was_missed(db: Store) -> None:
    *_, newest = notify(db, BOB, "one", "two")
    notify(db, ALICE, "hers")
    (unread,) = inbox.missed(db, BOB, None).model_dump(mode="json")["events"]
    assert unread["id"] == str(newest)


def test_it_resumes_at_zero_for_somebody_who_was_told_nothing(db: Store) -> None:
    (unread,) = inbox.missed(db, BOB, None).model_dump(mode="json")["events"]
    assert unread["id"] == "0"
