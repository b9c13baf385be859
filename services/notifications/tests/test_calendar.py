"""Calendars: a secret address each, and entries that move with what they stand for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar

from chassis.call import Actor
from chassis.clock import now
from chassis.database import Store
from chassis.errors import NotFound
from notifications.models import Reader
from notifications.news import AssignmentDeleted, LessonEnded, LessonStarted
from notifications.usecases import deadlines, lessons
from notifications.usecases.calendar import get_address, read_calendar, reset_address

from .conftest import ALICE, BOB, CHARLIE, FakeCourses
from .test_deadlines import SOON, event, extend, move, publish

BASE = "https://lectern.test"


def file_of(db: Store, who: Actor) -> str:
    return get_address(db, who, BASE).url.removeprefix(f"{BASE}/api/calendar/")


def entries(db: Store, who: Actor = BOB) -> dict[str, Any]:
    """The entries of somebody's calendar, by the part of the UID that is ours."""
    text = read_calendar(db, FakeCourses(), file_of(db, who)).body or ""
    found = Calendar.from_ical(text)
    return {str(one["UID"]).partition("@")[0]: one for one in found.walk("VEVENT")}


def test_an_address_is_ones_own_and_stays_until_it_is_reset(db: Store) -> None:
    first = get_address(db, BOB, BASE).url
    assert first == get_address(db, BOB, BASE).url
    assert first != get_address(db, CHARLIE, BASE).url
    second = reset_address(db, BOB, BASE).url
    third = reset_address(db, BOB, BASE).url
    assert len({first, second, third}) == 3
    assert get_address(db, BOB, BASE).url == third
    for old in (first, second):
        with pytest.raises(NotFound):
            read_calendar(db, FakeCourses(), old.rsplit("/", 1)[1])


@pytest.mark.parametrize("file", ["", ".ics", "2.0.ics", "2.0.AAAA.ics", "x.y.z.ics", "2.0.x", "9" * 400 + ".0.x.ics"])
def test_an_address_that_was_not_given_out_is_none(db: Store, file: str) -> None:
    with pytest.raises(NotFound):
        read_calendar(db, FakeCourses(), file)


def test_a_deadline_is_an_entry_that_moves_with_it(db: Store) -> None:
    publish(db)
    before = entries(db)["assignment-7"]
    move(db, SOON + timedelta(days=1))
    after = entries(db)["assignment-7"]
    assert str(before["SUMMARY"]) == "Due: Cells"
    assert before["UID"] == after["UID"]
    assert abs(after["DTSTART"].dt - before["DTSTART"].dt - timedelta(days=1)) < timedelta(seconds=1)
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["LAST-MODIFIED"].dt >= before["LAST-MODIFIED"].dt
    assert after["STATUS"] == "CONFIRMED"


def test_what_is_gone_is_crossed_out(db: Store) -> None:
    publish(db)
    deadlines.deleted(db, event(), AssignmentDeleted(assignment_id=7, course_id=5))
    gone = entries(db)["assignment-7"]
    assert (gone["STATUS"], gone["SEQUENCE"]) == ("CANCELLED", 1)


def test_a_student_with_more_time_sees_their_own_deadline(db: Store) -> None:
    publish(db)
    extend(db, SOON + timedelta(days=1))
    own, other = (entries(db, who)["assignment-7"] for who in (BOB, ALICE))
    assert own["DTSTART"].dt > other["DTSTART"].dt
    assert own["SEQUENCE"] > other["SEQUENCE"]


def test_courses_that_one_is_not_in_are_not_shown(db: Store) -> None:
    publish(db)
    assert entries(db, CHARLIE) == {}


def test_lessons_are_shown_with_their_length(db: Store) -> None:
    start = now()
    lessons.started(db, LessonStarted(room_name="Live", course_id=5, lesson_id=3, started_at=start))
    lessons.started(db, LessonStarted(room_name="Live", course_id=5, lesson_id=3, started_at=start))
    lessons.ended(db, LessonEnded(course_id=5, lesson_id=3, ended_at=start + timedelta(minutes=45)))
    lesson = entries(db)["lesson-3"]
    assert lesson["DTEND"].dt - lesson["DTSTART"].dt == timedelta(minutes=45)


def test_entries_are_in_the_readers_language_and_hostile_titles_stay_titles(db: Store) -> None:
    with db.write() as session:
        session.add(Reader(user_id=BOB.id, language="de", time_zone="UTC"))
    publish(db, title="Cells\r\nEND:VCALENDAR\r\nBEGIN:VEVENT")
    assert str(entries(db)["assignment-7"]["SUMMARY"]).startswith("Fällig: Cells")
    assert len(entries(db)) == 1
