"""Calendars: an address that only its owner knows, and what calendar programs find there (RFC 5545)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import lru_cache

from chassis.call import Actor
from chassis.clock import now
from chassis.database import Store
from chassis.errors import NotFound
from chassis.ids import MAX_ID
from chassis.reply import Reply
from chassis.signing import Signer
from notifications.clients import Courses
from notifications.config import settings
from notifications.ical import Appointment, render
from notifications.models import Calendar, Deadline, Extension, Lesson, PlannedLesson
from notifications.queries import deadlines as queries
from notifications.queries import people
from notifications.schemas import CalendarAddress

PAST = timedelta(days=90)
LESSON = timedelta(hours=1)
EARLY = timedelta(minutes=30)
SUFFIX = ".ics"


def get_address(db: Store, actor: Actor, base_url: str) -> CalendarAddress:
    """The address of the actor's own calendar."""
    with db.read() as session:
        known = queries.calendar(session, actor.id)
        return _address(actor.id, known.generation if known else 0, base_url)


def reset_address(db: Store, actor: Actor, base_url: str) -> CalendarAddress:
    """A new address; the old one is good no more."""
    with db.write() as session:
        known = queries.calendar(session, actor.id)
        if known is None:
            known = Calendar(user_id=actor.id, generation=0)
            session.add(known)
        known.generation += 1
        return _address(actor.id, known.generation, base_url)


def read_calendar(db: Store, courses: Courses, file: str) -> Reply[str]:
    """The calendar at an address. Raises NotFound for one that is not, or no longer, good."""
    user_id = _owner(db, file)
    course_ids = courses.courses_of(user_id)
    since = now() - PAST
    with db.read() as session:
        language = people.reader(session, user_id).language
        known = queries.deadlines_of(session, course_ids, since)
        own = queries.extensions_of(session, user_id, [one.assignment_id for one in known])
        lessons = queries.lessons_of(session, course_ids, since)
        planned = queries.planned_of(session, course_ids, since)
    appointments = [_deadline(one, own.get(one.assignment_id)) for one in known]
    appointments += [_planned(one) for one in planned]
    appointments += [_lesson(one) for one in lessons if not any(_is_held(one, plan) for plan in planned)]
    return Reply(render(appointments, language, settings().base_url), headers={"Cache-Control": "private, max-age=300"})


def _deadline(known: Deadline, own: Extension | None) -> Appointment:
    """A deadline, moved for a student with one of their own. The sequence only grows, whichever of them moves."""
    due = own.due_at if own is not None else known.due_at
    changed = max(known.changed_at, own.changed_at) if own else known.changed_at
    return Appointment(
        uid=f"assignment-{known.assignment_id}",
        kind="deadline",
        title=known.title,
        about=known.course_title,
        start=due or known.changed_at,
        end=due or known.changed_at,
        sequence=known.sequence + (own.sequence + 1 if own else 0),
        changed_at=changed,
        path=f"/c/{known.course_id}/study",
        is_cancelled=known.is_deleted or due is None,
    )


def _planned(lesson: PlannedLesson) -> Appointment:
    return Appointment(
        uid=f"planned-{lesson.planned_id}",
        kind="lesson",
        title=lesson.title or lesson.room_name,
        about=lesson.room_name if lesson.title else "",
        start=lesson.starts_at,
        end=lesson.ends_at,
        sequence=lesson.sequence,
        changed_at=lesson.changed_at,
        path=f"/c/{lesson.course_id}/live",
        is_cancelled=lesson.is_cancelled,
    )


def _is_held(held: Lesson, plan: PlannedLesson) -> bool:
    """Whether a lesson that was held is the planned one, which has its entry already."""
    begins = plan.starts_at - EARLY <= held.started_at < plan.ends_at
    return begins and held.course_id == plan.course_id and not plan.is_cancelled


def _lesson(held: Lesson) -> Appointment:
    end = held.ended_at or held.started_at + LESSON
    return Appointment(
        uid=f"lesson-{held.lesson_id}",
        kind="lesson",
        title=held.room_name,
        about="",
        start=held.started_at,
        end=max(end, held.started_at),
        sequence=1 if held.ended_at else 0,
        changed_at=held.ended_at or held.started_at,
        path=f"/c/{held.course_id}/live",
    )


def _address(user_id: int, generation: int, base_url: str) -> CalendarAddress:
    signature = _signer().sign(str(user_id), str(generation))
    return CalendarAddress(url=f"{base_url}/api/calendar/{user_id}.{generation}.{signature}{SUFFIX}")


def _owner(db: Store, file: str) -> int:
    """Whose calendar it is. The gateway passes the whole last part of the path, its ending too."""
    parts: Sequence[str] = file.removesuffix(SUFFIX).split(".") if file.endswith(SUFFIX) else ()
    if len(parts) == 3 and _signer().verifies(parts[2], *parts[:2]) and int(parts[0]) <= MAX_ID:
        with db.read() as session:
            known = queries.calendar(session, int(parts[0]))
        if int(parts[1]) == (known.generation if known else 0):
            return int(parts[0])
    raise NotFound("notifications.no_such_calendar", "This address is not, or no longer, valid.")


@lru_cache(maxsize=1)
def _signer() -> Signer:
    return Signer(settings().secret_key, "calendar")
