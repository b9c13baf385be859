"""What happens here when something happened elsewhere, and what has to be done in time."""

from __future__ import annotations

import uuid
from typing import Any

from assignments.clients import RemotePeople
from assignments.config import settings
from assignments.documents import SCRATCH
from assignments.schemas.events import CourseChanged, CourseDeleted
from assignments.usecases import courses, producing, submitting
from chassis import scratch
from chassis.amqp.client import ServiceClient
from chassis.database import Database
from chassis.events import Event, handles
from chassis.live import LiveChannels
from chassis.repeated import Repeated
from chassis.service import Worker
from chassis.storage.provider import FileStorage

DEADLINES_SECONDS = 2
JOBS_SECONDS = 1
LEASES_SECONDS = 5
LEFTOVERS_SECONDS = 3600
NAME, HELD = uuid.uuid4().hex, set[int]()
"""By which jobs know this process, and which of them it works on."""


def workshop(own: Any) -> producing.Workshop:
    """What this process makes assignments with."""
    people = RemotePeople(own.accounts)
    return producing.Workshop(own.db, own.files, people, own.live, settings(), name=NAME, held=HELD)


class AssignmentsHandlers(Worker):
    """Follows the courses, submits what is in progress when its time is over, and makes assignments from PDFs."""

    name = "assignments"
    version = "0.1.0"
    db = Database()
    files = FileStorage()
    live = LiveChannels()
    accounts = ServiceClient("accounts")
    deadlines = Repeated(lambda own: submitting.submit_overdue(own.db), DEADLINES_SECONDS)
    generations = Repeated(lambda own: producing.work(workshop(own)), JOBS_SECONDS, threads=settings().generations)
    leases = Repeated(lambda own: producing.renew(workshop(own)), LEASES_SECONDS)

    leftovers = Repeated(lambda own: scratch.sweep(SCRATCH), LEFTOVERS_SECONDS)

    @handles("courses.course_changed")
    def on_courses_course_changed(self, event: Event) -> None:
        """Keep the course's title current."""
        changed = CourseChanged.model_validate(event.data)
        courses.rename_course(self.db, changed.id, changed.title)

    @handles("courses.course_deleted")
    def on_courses_course_deleted(self, event: Event) -> None:
        """Remove its assignments."""
        courses.remove_course(self.db, CourseDeleted.model_validate(event.data).id)
