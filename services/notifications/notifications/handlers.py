"""What happens here when something happened elsewhere. Runs as a process of its own, beside the service."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from chassis.amqp.client import ServiceClient
from chassis.database import Database
from chassis.events import Event, handles
from chassis.live import LiveChannels
from chassis.service import Worker
from notifications import news
from notifications.clients import RemoteAccounts, RemoteCourses
from notifications.domain import notices
from notifications.domain.notices import Kind
from notifications.live import RedisLive
from notifications.usecases import deadlines, lessons, letterbox, members, planned
from notifications.usecases.readers import names, remember
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

    @handles("accounts.user_changed")
    def on_accounts_user_changed(self, event: Event) -> None:
        """Keep somebody's name, and the language and time zone that they read in."""
        changed = news.UserChanged.model_validate(event.data)
        remember(self.db, RemoteAccounts(self.accounts).contacts([changed.id]))

    @handles("assignments.assignment_published")
    def on_assignments_assignment_published(self, event: Event) -> None:
        """Tell everyone who is enrolled when it is due."""
        new = news.AssignmentPublished.model_validate(event.data)
        deadlines.published(self.db, RedisLive(self.live), RemoteCourses(self.courses), event, new)

    @handles("assignments.deadline_changed")
    def on_assignments_deadline_changed(self, event: Event) -> None:
        """Tell everyone who is enrolled."""
        change = news.DeadlineChanged.model_validate(event.data)
        deadlines.moved(self.db, RedisLive(self.live), RemoteCourses(self.courses), event, change)

    @handles("assignments.assignment_deleted")
    def on_assignments_assignment_deleted(self, event: Event) -> None:
        """Remind nobody, and cross it out in calendars."""
        deadlines.deleted(self.db, event, news.AssignmentDeleted.model_validate(event.data))

    @handles("assignments.extended")
    def on_assignments_extended(self, event: Event) -> None:
        """Tell the student."""
        deadlines.extended(self.db, RedisLive(self.live), event, news.Extended.model_validate(event.data))

    @handles("assignments.submission_made")
    def on_assignments_submission_made(self, event: Event) -> None:
        """Tell the teacher; the student needs no reminder."""
        made = news.SubmissionMade.model_validate(event.data)
        seat = self._seat(made)
        deadlines.handed_in(self.db, made.assignment_id, made.student_id)
        self._tell(event, [notices.submitted(seat, made.assignment_id, made.title, made.score)])

    @handles("assignments.regraded")
    def on_assignments_regraded(self, event: Event) -> None:
        """Tell those whose score has changed."""
        anew = news.Regraded.model_validate(event.data)
        link = f"/study/quiz/{anew.assignment_id}"
        self._tell(event, notices.to_all(anew.student_ids, Kind.REGRADED, {"assignment": anew.title}, link))

    @handles("classroom.mentioned")
    def on_classroom_mentioned(self, event: Event) -> None:
        """Tell those who were mentioned."""
        said = news.Mentioned.model_validate(event.data)
        sender = self._names(said.sender_id)[said.sender_id]
        facts = {"sender": sender, "room": said.room_name, "excerpt": said.excerpt}
        self._tell(event, notices.to_all(said.user_ids, Kind.MENTIONED, facts, f"/rooms/{said.room_id}"))

    @handles("classroom.lesson_started")
    def on_classroom_lesson_started(self, event: Event) -> None:
        """Tell everyone who is enrolled, in the app alone."""
        started = news.LessonStarted.model_validate(event.data)
        if started.course_id is not None:
            told = members.students(RemoteCourses(self.courses), started.course_id)
            lessons.started(self.db, started)
            link = f"/c/{started.course_id}/live"
            self._tell(event, notices.to_all(told, Kind.LESSON_STARTED, {"room": started.room_name}, link))

    @handles("classroom.lesson_planned")
    def on_classroom_lesson_planned(self, event: Event) -> None:
        """Tell everyone who is enrolled, and have it in calendars."""
        new = news.LessonPlanned.model_validate(event.data)
        planned.planned(self.db, RedisLive(self.live), RemoteCourses(self.courses), event, new)

    @handles("classroom.lesson_moved")
    def on_classroom_lesson_moved(self, event: Event) -> None:
        """Move it in calendars, and tell everyone who is enrolled."""
        change = news.LessonMoved.model_validate(event.data)
        planned.moved(self.db, RedisLive(self.live), RemoteCourses(self.courses), event, change)

    @handles("classroom.lesson_cancelled")
    def on_classroom_lesson_cancelled(self, event: Event) -> None:
        """Cross it out in calendars, and tell everyone who is enrolled."""
        gone = news.LessonPlanned.model_validate(event.data)
        planned.cancelled(self.db, RedisLive(self.live), RemoteCourses(self.courses), event, gone)

    @handles("classroom.lesson_ended")
    def on_classroom_lesson_ended(self, event: Event) -> None:
        """Calendars show how long it took."""
        lessons.ended(self.db, news.LessonEnded.model_validate(event.data))

    def _about_seat(self, event: Event, notice: Callable[[notices.Seat], notices.Notice]) -> None:
        self._tell(event, [notice(self._seat(news.SeatChanged.model_validate(event.data)))])

    def _seat(self, change: news.SeatChanged) -> notices.Seat:
        """The change, with the names of both people."""
        called = self._names(change.teacher_id, change.student_id)
        return notices.Seat(
            **change.model_dump(include=set(news.SeatChanged.model_fields)),
            teacher_name=called[change.teacher_id],
            student_name=called[change.student_id],
        )

    def _names(self, *user_ids: int) -> Mapping[int, str]:
        return names(self.db, RemoteAccounts(self.accounts), user_ids)

    def _tell(self, event: Event, told: list[notices.Notice]) -> None:
        notify(self.db, RedisLive(self.live), event.id, told)
