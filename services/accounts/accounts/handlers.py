"""What happens here when something happened in a course. Runs as a process of its own, beside the service."""

from __future__ import annotations

from datetime import datetime

from accounts.schemas.facts import CourseFact, SeatFact
from accounts.usecases import courses
from chassis.database import Database
from chassis.events import Event, handles
from chassis.service import Worker


class AccountsHandlers(Worker):
    """Keeps in mind who is in which course, so that nobody has to be asked."""

    name = "accounts"
    version = "0.1.0"
    db = Database()

    @handles("courses.course_created")
    def on_courses_course_created(self, event: Event) -> None:
        """There is a course."""
        courses.note_course(self.db, CourseFact.model_validate(event.data), _time_of(event))

    @handles("courses.course_changed")
    def on_courses_course_changed(self, event: Event) -> None:
        """It may have another title."""
        courses.note_course(self.db, CourseFact.model_validate(event.data), _time_of(event))

    @handles("courses.course_deleted")
    def on_courses_course_deleted(self, event: Event) -> None:
        """Nobody is in it any more."""
        courses.note_course(self.db, CourseFact.model_validate(event.data), _time_of(event), is_gone=True)

    @handles("courses.student_enrolled")
    def on_courses_student_enrolled(self, event: Event) -> None:
        """A student is in."""
        self._note_seat(event, is_active=True)

    @handles("courses.student_added")
    def on_courses_student_added(self, event: Event) -> None:
        """A student is in."""
        self._note_seat(event, is_active=True)

    @handles("courses.student_unenrolled")
    def on_courses_student_unenrolled(self, event: Event) -> None:
        """A student is out."""
        self._note_seat(event, is_active=False)

    @handles("courses.student_blocked")
    def on_courses_student_blocked(self, event: Event) -> None:
        """A student is out."""
        self._note_seat(event, is_active=False)

    def _note_seat(self, event: Event, is_active: bool) -> None:
        courses.note_seat(self.db, SeatFact.model_validate(event.data), is_active, _time_of(event))


def _time_of(event: Event) -> datetime:
    """Each handler has a queue of its own, so events of one course may overtake each other; their times do not."""
    return datetime.fromisoformat(event.time)
