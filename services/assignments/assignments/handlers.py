"""What happens here when something happened elsewhere, and what has to be done in time."""

from __future__ import annotations

from assignments.schemas.events import CourseChanged, CourseDeleted
from assignments.usecases import courses, submitting
from chassis.database import Database
from chassis.events import Event, handles
from chassis.repeated import Repeated
from chassis.service import Worker
from chassis.storage.provider import FileStorage

DEADLINES_SECONDS = 2


class AssignmentsHandlers(Worker):
    """Follows the courses, and submits what is in progress when its time is over."""

    name = "assignments"
    version = "0.1.0"
    db = Database()
    files = FileStorage()
    deadlines = Repeated(lambda own: submitting.submit_overdue(own.db), DEADLINES_SECONDS)

    @handles("courses.course_changed")
    def on_courses_course_changed(self, event: Event) -> None:
        """Keep the course's title current."""
        changed = CourseChanged.model_validate(event.data)
        courses.rename_course(self.db, changed.id, changed.title)

    @handles("courses.course_deleted")
    def on_courses_course_deleted(self, event: Event) -> None:
        """Remove its assignments."""
        courses.remove_course(self.db, CourseDeleted.model_validate(event.data).id)
