"""What happens here when something happened elsewhere. Runs as a process of its own, beside the service."""

from __future__ import annotations

from pydantic import BaseModel

from chassis.amqp.client import ServiceClient
from chassis.database import Database
from chassis.events import Event, handles
from chassis.live import LiveChannels
from chassis.service import Worker
from classroom.clients import RemoteCourses
from classroom.live import RedisLive
from classroom.usecases import participants, rooms


class SeatChanged(BaseModel):
    """As much of an event about a student's place in a course as rooms need."""

    course_id: int
    student_id: int


class CourseDeleted(BaseModel):
    """As much of that event as rooms need."""

    id: int


class ClassroomHandlers(Worker):
    """Keeps the rooms of courses in step with who is in the course."""

    name = "classroom"
    version = "0.1.0"
    db = Database()
    live = LiveChannels()
    courses = ServiceClient("courses")

    @handles("courses.student_enrolled")
    def on_courses_student_enrolled(self, event: Event) -> None:
        """Give the student a place."""
        self._follow(event)

    @handles("courses.student_added")
    def on_courses_student_added(self, event: Event) -> None:
        """Give the student a place."""
        self._follow(event)

    @handles("courses.student_unenrolled")
    def on_courses_student_unenrolled(self, event: Event) -> None:
        """Take the student's place."""
        self._follow(event)

    @handles("courses.student_blocked")
    def on_courses_student_blocked(self, event: Event) -> None:
        """Take the student's place; their sockets close."""
        self._follow(event)

    @handles("courses.course_deleted")
    def on_courses_course_deleted(self, event: Event) -> None:
        """Remove the course's rooms."""
        rooms.delete_rooms_of(self.db, RedisLive(self.live), CourseDeleted.model_validate(event.data).id)

    def _follow(self, event: Event) -> None:
        seat = SeatChanged.model_validate(event.data)
        courses = RemoteCourses(self.courses)
        participants.follow_membership(self.db, RedisLive(self.live), courses, seat.course_id, seat.student_id)
