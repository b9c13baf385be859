"""What happens here when something happened elsewhere. Runs as a process of its own, beside the service."""

from __future__ import annotations

from collections.abc import Callable

from chassis.amqp.client import ServiceClient
from chassis.database import Database
from chassis.events import Event, handles
from chassis.live import LiveChannels
from chassis.service import Worker
from notifications import domain, usecases
from notifications.clients import Accounts, RemoteAccounts
from notifications.live import RedisLive
from notifications.schemas import CourseDeleted, FeedbackGiven, SeatChanged


class NotificationsHandlers(Worker):
    """Turns events into notifications: one for each event and recipient."""

    name = "notifications"
    version = "0.1.0"
    db = Database()
    live = LiveChannels()
    accounts = ServiceClient("accounts")

    @handles("courses.student_enrolled")
    def on_courses_student_enrolled(self, event: Event) -> None:
        """Tell the teacher."""
        self._notify(event, domain.enrolled)

    @handles("courses.student_unenrolled")
    def on_courses_student_unenrolled(self, event: Event) -> None:
        """Tell the teacher."""
        self._notify(event, domain.unenrolled)

    @handles("courses.student_blocked")
    def on_courses_student_blocked(self, event: Event) -> None:
        """Tell the student."""
        self._notify(event, domain.blocked)

    @handles("courses.student_added")
    def on_courses_student_added(self, event: Event) -> None:
        """Tell the student."""
        self._notify(event, domain.added)

    @handles("courses.feedback_given")
    def on_courses_feedback_given(self, event: Event) -> None:
        """Tell the teacher."""
        given = FeedbackGiven.model_validate(event.data)
        self._notify(event, lambda seat: domain.rated(seat, given.rating))

    @handles("courses.course_deleted")
    def on_courses_course_deleted(self, event: Event) -> None:
        """Tell everyone who was in it."""
        deleted = CourseDeleted.model_validate(event.data)
        usecases.notify(
            self.db, RedisLive(self.live), event.id, domain.course_deleted(deleted.title, deleted.student_ids)
        )

    def _notify(self, event: Event, notice: Callable[[domain.Seat], domain.Notice]) -> None:
        seat = seat_of(SeatChanged.model_validate(event.data), RemoteAccounts(self.accounts))
        usecases.notify(self.db, RedisLive(self.live), event.id, [notice(seat)])


def seat_of(change: SeatChanged, accounts: Accounts) -> domain.Seat:
    """The change, with the names of both people."""
    names = accounts.names([change.teacher_id, change.student_id])
    return domain.Seat(
        **change.model_dump(include=set(SeatChanged.model_fields)),
        teacher_name=names[change.teacher_id],
        student_name=names[change.student_id],
    )
