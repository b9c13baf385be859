"""When mail leaves, as pure rules; clock changes included."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from notifications.domain.timing import LONGEST_HOLD, held_until, next_attempt, next_digest

MOMENT = datetime(2026, 1, 5, 8, tzinfo=UTC)


def test_the_first_mail_leaves_at_once() -> None:
    assert held_until(0, None) is None


def test_each_further_mail_waits_longer_up_to_a_limit() -> None:
    waits = [(held_until(count, MOMENT) or MOMENT) - MOMENT for count in (1, 2, 3, 40)]
    assert waits == [timedelta(seconds=20), timedelta(seconds=40), timedelta(seconds=80), LONGEST_HOLD]


@pytest.mark.parametrize(
    ("moment", "zone", "morning"),
    [
        ("2026-01-05T05:59:00+00:00", "UTC", "2026-01-05T07:00:00+00:00"),
        ("2026-01-05T07:00:00+00:00", "UTC", "2026-01-06T07:00:00+00:00"),
        ("2026-10-24T12:00:00+00:00", "Europe/Berlin", "2026-10-25T06:00:00+00:00"),  # winter time begins
        ("2026-03-28T12:00:00+00:00", "Europe/Berlin", "2026-03-29T05:00:00+00:00"),  # summer time begins
        ("2026-01-05T20:00:00+00:00", "Pacific/Auckland", "2026-01-06T18:00:00+00:00"),
        ("2026-01-05T20:00:00+00:00", "Nowhere/Land", "2026-01-06T07:00:00+00:00"),
    ],
)
def test_the_digest_comes_at_seven_by_the_readers_clock(moment: str, zone: str, morning: str) -> None:
    assert next_digest(datetime.fromisoformat(moment), zone) == datetime.fromisoformat(morning)


def test_the_ladder_ends() -> None:
    ladder = (timedelta(minutes=1), timedelta(minutes=5))
    assert next_attempt(1, ladder, MOMENT) == MOMENT + timedelta(minutes=1)
    assert next_attempt(2, ladder, MOMENT) == MOMENT + timedelta(minutes=5)
    assert next_attempt(3, ladder, MOMENT) is None
