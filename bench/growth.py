"""What a request costs when there is much of everything, beside what it cost before: `python bench/growth.py`.

One system, measured as a small school; then 100,000 people, 100,000 courses, 1,000,000 enrolments and 1,000,000
notifications of others are put into its databases, and the same is measured again. Replies are not kept meanwhile, so
that each request is answered out of the database.
"""

from __future__ import annotations

import argparse
import uuid
from collections.abc import Iterator
from itertools import islice, repeat
from typing import Any

import accounting
import rest
import school
import uvloop
from http_client import Request
from rest import say
from sqlalchemy import insert

from accounts.models import User
from chassis.clock import now
from chassis.database import Store, make_engine
from courses.models import Course, Enrolment
from lectern.system import System, running
from notifications.models import Notification

SETTINGS = {"RATE_LIMITS": "off", "REPLIES_TTL": "0"}
COURSES, ENROLMENTS, NOTIFICATIONS = 100_000, 1_000_000, 1_000_000
PEOPLE, TEACHERS = 100_000, 5_000
FIRST = 10_000_000
"""Ids from here on are of the multitude, and of nobody who is asked for."""
BATCH = 5_000


def _catalogue(it: school.School) -> Iterator[Request]:
    return repeat(Request("GET", "/api/courses/", it.students[0]))


def _home(it: school.School) -> Iterator[Request]:
    return repeat(Request("GET", "/api/home/", it.students[0]))


def _searching(path: str) -> rest.Work:
    return lambda it: repeat(Request("GET", f"{path}&limit=20", it.students[0]))


SCENARIOS = {
    **{name: work for name, work in rest.SCENARIOS.items() if name not in ("who am I", "submit a quiz", "sign in")},
    "catalogue": _catalogue,
    "start page": _home,
    "search": _searching("/api/courses/?search=measure"),
    "search, a word of every course": _searching("/api/courses/?search=course"),
    "search, two letters": _searching("/api/courses/?search=co"),
    "search, two letters of few": _searching("/api/courses/?search=ur+me"),
    "search for people": _searching("/api/users/?search=teacher"),
    "search everywhere": _searching("/api/search/?q=measure"),
}


def multitude() -> Iterator[tuple[str, Any, Iterator[dict[str, Any]]]]:
    """Service, table and rows of everything that is put in."""
    moment = now()
    course = {"title": "History", "description": "A course of old.", "is_active": True}
    course |= {"search_text": "history\na course of old."}
    course |= {"created_at": moment, "enrolled_count": ENROLMENTS // COURSES, "rating_sum": 0, "rating_count": 0}
    yield (
        "courses",
        Course,
        (
            {**course, "id": FIRST + n, "code": f"H{n}", "code_key": f"h{n}", "teacher_id": FIRST + n % TEACHERS}
            for n in range(COURSES)
        ),
    )
    seat = {"status": "active", "enrolled_at": moment}
    yield (
        "courses",
        Enrolment,
        (
            {**seat, "course_id": FIRST + n % COURSES, "student_id": FIRST + n // COURSES * 7 + n % PEOPLE}
            for n in range(ENROLMENTS)
        ),
    )
    person = {"full_name": "A Student", "full_name_key": "a student", "user_type": "student"}
    person |= {"bio": "", "language": "en"}
    person |= {"time_zone": "UTC", "password_hash": "", "password_changed_at": moment, "created_at": moment}
    yield (
        "accounts",
        User,
        (
            {**person, "id": FIRST + n, "is_blocked": False}
            | {"username": f"many{n}", "username_key": f"many{n}", "email": f"{n}@bench", "email_key": f"{n}@bench"}
            for n in range(PEOPLE)
        ),
    )
    told = {"notification_type": "course", "kind": "student_enrolled", "facts": {}, "link": "/courses"}
    told |= {"in_app": True, "created_at": moment}
    yield (
        "notifications",
        Notification,
        (
            {**told, "event_id": str(uuid.UUID(int=n)), "recipient_id": FIRST + n % PEOPLE, "is_read": n % 3 > 0}
            for n in range(NOTIFICATIONS)
        ),
    )


def fill(system: System) -> None:
    """Put the multitude in, a few thousand rows at a time, while the system runs."""
    for service, table, rows in multitude():
        store = Store(make_engine(f"sqlite:///{system.var / service}.sqlite3"))
        while part := list(islice(rows, BATCH)):
            with store.write() as session:
                session.execute(insert(table), part)
        store.engine.dispose()


def measured(system: rest.System, workers: int, seconds: float) -> dict[str, rest.Result]:
    """Every scenario, one after the other."""

    async def all_of_them() -> dict[str, rest.Result]:
        return {name: await rest.measure(system, work, workers, seconds) for name, work in SCENARIOS.items()}

    return uvloop.run(all_of_them())


def main() -> None:
    """Measure, fill, measure."""
    parser = argparse.ArgumentParser(description="Measure what a request costs in a large school.")
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=6)
    wanted = parser.parse_args()
    with running(env=SETTINGS) as system:
        asked = rest.system("lectern", system.url, str(system.supervisor.pid))
        small = measured(asked, wanted.workers, wanted.seconds)
        fill(system)
        large = measured(asked, wanted.workers, wanted.seconds)
        say(f"Memory afterwards: {accounting.memory_mb(asked.pids):.0f} MB (PSS)\n")
    say("| scenario | ms of CPU an answer | in the large school | ratio | p50 ms | large | failed |")
    say("| --- | --- | --- | --- | --- | --- | --- |")
    for name, before in small.items():
        after = large[name]
        costs = [1000 / max(one.per_cpu_second, 0.01) for one in (before, after)]
        times = [one.quantile(0.5) for one in (before, after)]
        failed = before.failed + after.failed
        say(
            f"| {name} | {costs[0]:.1f} | {costs[1]:.1f} | {costs[1] / costs[0]:.2f} "
            f"| {times[0]:.1f} | {times[1]:.1f} | {failed} |"
        )


if __name__ == "__main__":
    main()
