"""What happens here when something happened elsewhere. Runs as a process of its own, beside the service."""

from __future__ import annotations

from collections.abc import Callable

from chassis.amqp.client import ServiceClient
from chassis.database import Database
from chassis.events import Event, handles
from chassis.live import LiveChannels
from chassis.service import Worker
from notifications import news
from notifications.clients import Accounts, RemoteAccounts, RemoteCourses
from notifications.domain import notices
from notifications.domain.notices import Kind
from notifications.live import RedisLive
from notifications.usecases import letterbox, members
from notifications.usecases.telling import notify


class NotificationsHandlers(Worker):
    """Turns events into notifications and mails: one for each event and recipient."""

    name = "notifications"
    version = "0.1.0"
    db = Database()
    live = LiveChannels()
    accounts = ServiceClient("accounts")
    courses = ServiceClient("courses")

    @handles("courses.student_enrolled")
    def on_courses_student_enrolled(self, event: Event) -> None:
        """Tell the teacher."""
        self._about_seat(event, notices.enrolled)

    @handles("courses.student_unenrolled")
    def on_courses_student_unenrolled(self, event: Event) -> None:
        """Tell the teacher."""
        self._about_seat(event, notices.unenrolled)

    @handles("courses.student_blocked")
    def on_courses_student_blocked(self, event: Event) -> None:
        """Tell the student."""
        self._about_seat(event, notices.blocked)

    @handles("courses.student_added")
    def on_courses_student_added(self, event: Event) -> None:
        """Tell the student."""
        self._about_seat(event, notices.added)

    @handles("courses.feedback_given")
    def on_courses_feedback_given(self, event: Event) -> None:
        """Tell the teacher."""
        given = news.FeedbackGiven.model_validate(event.data)
        self._about_seat(event, lambda seat: notices.rated(seat, given.rating))

    @handles("courses.course_deleted")
    def on_courses_course_deleted(self, event: Event) -> None:
        """Tell everyone who was in it."""
        deleted = news.CourseDeleted.model_validate(event.data)
        self._tell(event, notices.course_deleted(deleted.title, deleted.student_ids))

    @handles("courses.material_uploaded")
    def on_courses_material_uploaded(self, event: Event) -> None:
        """Tell everyone who is enrolled."""
        new = news.MaterialUploaded.model_validate(event.data)
        facts = {"course": new.course_title, "material": new.title}
        students = members.students(RemoteCourses(self.courses), new.course_id)
        link = f"/c/{new.course_id}/materials/{new.material_id}"
        self._tell(event, notices.to_all(students, Kind.MATERIAL_UPLOADED, facts, link))

    @handles("accounts.invitation_sent")
    def on_accounts_invitation_sent(self, event: Event) -> None:
        """Mail the invitation, once for each time it is sent."""
        letterbox.invite(self.db, news.InvitationSent.model_validate(event.data))

    @handles("accounts.password_reset_requested")
    def on_accounts_password_reset_requested(self, event: Event) -> None:
        """Mail the link to a new password."""
        letterbox.reset_password(self.db, event.id, news.PasswordResetRequested.model_validate(event.data))

    def _about_seat(self, event: Event, notice: Callable[[notices.Seat], notices.Notice]) -> None:
        seat = seat_of(news.SeatChanged.model_validate(event.data), RemoteAccounts(self.accounts))
        self._tell(event, [notice(seat)])

    def _tell(self, event: Event, told: list[notices.Notice]) -> None:
        notify(self.db, RedisLive(self.live), event.id, told)


def seat_of(change: news.SeatChanged, accounts: Accounts) -> notices.Seat:
    """The change, with the names of both people."""
    names = accounts.names([change.teacher_id, change.student_id])
    return notices.Seat(
        **change.model_dump(include=set(news.SeatChanged.model_fields)),
        teacher_name=names[change.teacher_id],
        student_name=names[change.student_id],
    )
