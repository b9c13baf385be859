"""Deadlines: who is told, who is reminded when, and once; clock changes, restarts and replicas included."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from chassis.call import Actor
from chassis.clock import now, wire
from chassis.database import Store
from chassis.errors import Unavailable
from chassis.events import Event
from notifications.domain.deadlines import is_pointless, reminders
from notifications.models import EVERYBODY, Notification, Reader, Reminder
from notifications.news import AssignmentDeleted, AssignmentPublished, DeadlineChanged, Extended
from notifications.schemas import NotificationQuery
from notifications.usecases import deadlines, inbox
from notifications.usecases.reminding import remind

from .conftest import BOB, CHARLIE, FakeCourses, FakeLive

SOON = now() + timedelta(days=3)


def event(at: datetime | None = None) -> Event:
    return Event(str(uuid.uuid4()), "assignments.x", 1, wire(at or now()), None, "request", {})


def assignment(**more: Any) -> dict[str, Any]:
    return {
        "assignment_id": 7,
        "course_id": 5,
        "course_title": "Biology",
        "title": "Cells",
        "assignment_type": "quiz",
        "deadline": SOON,
        **more,
    }


def publish(db: Store, at: datetime | None = None, **more: Any) -> None:
    new = AssignmentPublished(**assignment(**more))
    deadlines.published(db, FakeLive(), FakeCourses(), event(at), new)


def move(db: Store, to: datetime | None, at: datetime | None = None, previous: datetime | None = SOON) -> None:
    change = DeadlineChanged(**assignment(deadline=to), previous=previous)
    deadlines.moved(db, FakeLive(), FakeCourses(), event(at), change)


def extend(db: Store, to: datetime | None, at: datetime | None = None) -> None:
    more = Extended(assignment_id=7, student_id=BOB.id, deadline=to)
    deadlines.extended(db, FakeLive(), event(at), more)


def titles(db: Store, who: int = BOB.id) -> list[str]:
    page = inbox.list_notifications(db, Actor(who, "student"), NotificationQuery())
    return [one.title for one in page.items]


def planned(db: Store) -> list[tuple[int, int, datetime]]:
    with db.read() as session:
        rows = session.scalars(select(Reminder).where(Reminder.done_at.is_(None)).order_by(Reminder.id))
        return [(row.student_id, row.hours, row.deadline) for row in rows]


def remind_at(db: Store, moment: datetime) -> int:
    return remind(db, FakeLive(), FakeCourses(), moment)


def test_all_who_are_enrolled_are_told_when_something_is_due(db: Store) -> None:
    publish(db)
    assert titles(db) == ["Cells is due"]
    assert titles(db, CHARLIE.id) == []


def test_nobody_is_told_of_an_assignment_without_a_deadline(db: Store) -> None:
    publish(db, deadline=None)
    assert titles(db) == []
    assert planned(db) == []


def test_nobody_is_told_that_something_is_due_whose_deadline_has_passed(db: Store) -> None:
    publish(db, at=SOON + timedelta(minutes=1))
    assert titles(db) == []


def test_a_deadline_that_moves_is_told_with_both_times(db: Store) -> None:
    publish(db)
    move(db, SOON + timedelta(days=1))
    (one, _) = inbox.list_notifications(db, BOB, NotificationQuery()).items
    assert one.title == "Cells: the deadline has moved"
    assert "no longer on" in one.message
    assert (one.notification_type, one.link) == ("deadline", "/study/quiz/7")


def test_a_deadline_that_is_set_later_or_taken_away_is_told_as_that(db: Store) -> None:
    publish(db, deadline=None)
    move(db, SOON, previous=None)
    move(db, None)
    assert titles(db) == ["Cells: no deadline any more", "Cells is due"]
    assert planned(db) == []


def test_reminders_come_a_day_and_an_hour_before_and_once(db: Store) -> None:
    publish(db)
    assert planned(db) == [(EVERYBODY, 24, SOON), (EVERYBODY, 1, SOON)]
    assert remind_at(db, SOON - timedelta(hours=25)) == 0
    for minutes in (0, 1, 2):
        remind_at(db, SOON - timedelta(hours=24) + timedelta(minutes=minutes))
    assert titles(db)[0] == "Cells is due in 24 hours"
    for minutes in (0, 1, 2):
        remind_at(db, SOON - timedelta(hours=1) + timedelta(minutes=minutes))
    assert titles(db) == ["Cells is due in an hour", "Cells is due in 24 hours", "Cells is due"]


def test_who_has_handed_in_is_not_reminded(db: Store) -> None:
    publish(db)
    deadlines.handed_in(db, 7, BOB.id)
    deadlines.handed_in(db, 7, BOB.id)
    remind_at(db, SOON - timedelta(hours=24))
    assert titles(db) == ["Cells is due"]
    assert len(titles(db, FakeCourses.MEMBERS[1])) == 2


def test_replicas_do_not_double_a_reminder(db: Store) -> None:
    publish(db)
    moment = SOON - timedelta(hours=24)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: remind_at(db, moment), range(4)))
    assert titles(db).count("Cells is due in 24 hours") == 1


def test_a_reminder_that_was_missed_is_given_late_but_not_two_at_once(db: Store) -> None:
    publish(db)
    remind_at(db, SOON - timedelta(hours=20))
    assert titles(db)[0] == "Cells is due in 24 hours"
    move(db, SOON + timedelta(days=2))
    remind_at(db, SOON + timedelta(days=2, minutes=-30))
    assert titles(db)[0] == "Cells is due in an hour"
    assert titles(db).count("Cells is due in 24 hours") == 1


def test_nobody_is_reminded_after_the_deadline_or_of_what_is_gone(db: Store) -> None:
    publish(db)
    remind_at(db, SOON + timedelta(minutes=1))
    assert planned(db) == []
    publish(db, assignment_id=8)
    deadlines.deleted(db, event(), AssignmentDeleted(assignment_id=8, course_id=5))
    assert planned(db) == []
    assert titles(db) == ["Cells is due", "Cells is due"]


def test_a_student_with_more_time_is_told_and_reminded_by_their_own_deadline(db: Store) -> None:
    publish(db)
    extend(db, SOON + timedelta(days=1))
    assert titles(db)[0] == "Cells: more time for you"
    remind_at(db, SOON - timedelta(hours=24))
    assert len(titles(db)) == 2
    remind_at(db, SOON)
    assert titles(db)[0] == "Cells is due in 24 hours"
    extend(db, None)
    assert (BOB.id, 1, SOON + timedelta(days=1)) not in planned(db)


def test_what_happened_earlier_but_arrives_later_changes_nothing(db: Store) -> None:
    later, earlier = now(), now() - timedelta(minutes=1)
    publish(db, later, deadline=SOON)
    move(db, SOON + timedelta(days=9), earlier)
    assert {deadline for _, _, deadline in planned(db)} == {SOON}
    deadlines.deleted(db, event(), AssignmentDeleted(assignment_id=9, course_id=5))
    publish(db, assignment_id=9)
    assert len(planned(db)) == 2


def test_more_time_for_an_assignment_not_known_yet_waits(db: Store) -> None:
    with pytest.raises(Unavailable):
        extend(db, SOON)


@pytest.mark.parametrize(
    ("deadline", "day_before", "text"),
    [
        # Berlin goes to winter time on 25 October 2026 at 03:00 and to summer time on 28 March 2027 at 02:00.
        ("2026-10-25T08:00:00+00:00", "2026-10-24T08:00:00+00:00", "Sunday, 25 October 2026 at 09:00 (CET)"),
        ("2027-03-28T07:00:00+00:00", "2027-03-27T07:00:00+00:00", "Sunday, 28 March 2027 at 09:00 (CEST)"),
    ],
)
def test_a_change_of_clocks_moves_no_reminder_and_is_told_by_the_readers_clock(
    db: Store, deadline: str, day_before: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    due, before = datetime.fromisoformat(deadline), datetime.fromisoformat(day_before)
    monkeypatch.setattr(deadlines, "now", lambda: before - timedelta(days=2))
    with db.write() as session:
        session.add(Reader(user_id=BOB.id, language="en", time_zone="Europe/Berlin"))
    publish(db, before - timedelta(days=2), deadline=due)
    assert remind_at(db, before - timedelta(seconds=1)) == 0
    remind_at(db, before)
    (reminder, _) = inbox.list_notifications(db, BOB, NotificationQuery()).items
    assert reminder.message.endswith(f"It is due on {text}.")


def test_rules_of_reminders() -> None:
    moment = datetime(2026, 1, 5, 8, tzinfo=UTC)
    soon = moment + timedelta(hours=3)
    assert reminders(soon, moment) == [(1, moment + timedelta(hours=2))]
    assert not is_pointless(24, soon, moment)
    assert is_pointless(24, soon, soon - timedelta(minutes=5))
    assert not is_pointless(1, soon, soon - timedelta(minutes=5))
    assert is_pointless(1, soon, soon)


def test_a_reminder_is_one_notification_per_person_even_if_it_is_planned_again(db: Store) -> None:
    publish(db)
    remind_at(db, SOON - timedelta(hours=24))
    move(db, SOON + timedelta(days=1))
    move(db, SOON)
    remind_at(db, SOON - timedelta(hours=23))
    with db.read() as session:
        near = select(Notification).where(Notification.kind == "deadline_near", Notification.recipient_id == BOB.id)
        assert len(session.scalars(near).all()) == 1
