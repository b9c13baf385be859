"""What may be asked of the classroom service, and by whom."""

from __future__ import annotations

from typing import Any

from chassis.administration import administered
from chassis.amqp.client import ServiceClient
from chassis.amqp.rpc import rpc
from chassis.call import Actor, current_call
from chassis.cursor import PageQuery
from chassis.database import Database
from chassis.endpoint import endpoint, guard, socket
from chassis.live import LiveChannels
from chassis.patch import changes_in
from chassis.redis import connect
from chassis.reply import Page, Reply
from chassis.service import Service
from chassis.storage.provider import FileStorage
from classroom import passes
from classroom.clients import RemoteAccounts, RemoteCourses
from classroom.config import settings
from classroom.live import RedisLive
from classroom.places import RedisPlaces
from classroom.schemas import (
    Attendance,
    AudioSegment,
    ChatMessage,
    LessonAnswer,
    LogEntry,
    MessageBody,
    MessageQuery,
    ParticipantAnswer,
    ParticipantBody,
    PlanBody,
    PlannedLesson,
    PlanPatch,
    PlanQuery,
    Room,
    RoomBody,
    RoomChange,
    RoomPatch,
    RoomQuery,
    Ticket,
    Whiteboard,
)
from classroom.throttles import keep_pace
from classroom.tickets import RedisTickets
from classroom.usecases import admission, lessons, messages, participants, planning, recordings, rooms, whiteboard
from classroom.usecases.admission import Door


@administered(roles={"admin"})
class ClassroomService(Service):
    """Live rooms: who may come in, what was written and drawn, and what happened in lessons."""

    name = "classroom"
    version = "0.1.0"
    db = Database()
    files = FileStorage()
    live = LiveChannels()
    accounts = ServiceClient("accounts")
    courses = ServiceClient("courses")

    @endpoint("GET", "/api/classrooms/", returns=Room)
    def list_rooms(self, actor: Actor, query: RoomQuery) -> Page[Room]:
        """List the rooms the caller has a place in, newest first."""
        return rooms.list_rooms(self.db, actor, query)

    @endpoint("POST", "/api/classrooms/", roles={"teacher"}, returns=Room, answers={201: "the new room"})
    def create_room(self, actor: Actor, body: RoomBody) -> Reply[Room]:
        """Make a room; with a course, its members are participants for as long as they are members."""
        return rooms.create_room(self.db, RemoteAccounts(self.accounts), RemoteCourses(self.courses), actor, body)

    @endpoint("GET", "/api/classrooms/{id}/", returns=Room, single=True)
    def get_room(self, actor: Actor, id: int) -> Room:
        """Show a room."""
        return rooms.get_room(self.db, actor, id)

    @endpoint("PATCH", "/api/classrooms/{id}/", returns=Room)
    def update_room(self, actor: Actor, id: int, body: RoomPatch) -> Room:
        """Change the name of a room of the caller's, or whom it invites."""
        changes = changes_in(body)
        return rooms.update_room(self.db, RedisLive(self.live), RemoteAccounts(self.accounts), actor, id, changes)

    @endpoint("PUT", "/api/classrooms/{id}/", returns=Room)
    def replace_room(self, actor: Actor, id: int, body: RoomChange) -> Room:
        """Set the name of a room of the caller's, and whom it invites."""
        changes = body.model_dump()
        return rooms.update_room(self.db, RedisLive(self.live), RemoteAccounts(self.accounts), actor, id, changes)

    @endpoint("DELETE", "/api/classrooms/{id}/")
    def delete_room(self, actor: Actor, id: int) -> None:
        """Delete a room of the caller's with all that happened in it."""
        rooms.delete_room(self.db, RedisLive(self.live), actor, id)

    @endpoint("GET", "/api/classrooms/{id}/participants/", returns=ParticipantAnswer)
    def list_participants(self, actor: Actor, id: int, query: PageQuery) -> Page[ParticipantAnswer]:
        """List who has a place in a room, without its teacher."""
        return participants.list_participants(self.db, actor, id, query)

    @endpoint(
        "POST",
        "/api/classrooms/{id}/participants/",
        returns=ParticipantAnswer,
        answers={201: "in the room from now on", 200: "in it already"},
    )
    def add_participant(self, actor: Actor, id: int, body: ParticipantBody) -> Reply[ParticipantAnswer]:
        """Give somebody a place in a room of the caller's."""
        accounts = RemoteAccounts(self.accounts)
        return participants.add_participant(self.db, RedisLive(self.live), accounts, actor, id, body.user_id)

    @endpoint("DELETE", "/api/classrooms/{id}/participants/{user}/")
    def remove_participant(self, actor: Actor, id: int, user: int) -> None:
        """Take somebody's place in a room of the caller's; their sockets close."""
        participants.remove_participant(self.db, RedisLive(self.live), actor, id, user)

    @endpoint("GET", "/api/classrooms/{id}/messages/", returns=ChatMessage)
    def list_messages(self, actor: Actor, id: int, query: MessageQuery) -> Page[ChatMessage]:
        """List the last messages of a room, the oldest first."""
        return messages.list_messages(self.db, actor, id, query)

    @endpoint("POST", "/api/classrooms/{id}/send/", returns=ChatMessage, answers={201: "the new message"})
    def send_message(self, actor: Actor, id: int, body: MessageBody) -> Reply[ChatMessage]:
        """Write a message; it reaches the sockets too."""
        return messages.send(self.db, RedisLive(self.live), actor, id, body)

    @endpoint("PATCH", "/api/classrooms/{id}/messages/{message}/", returns=ChatMessage)
    def edit_message(self, actor: Actor, id: int, message: int, body: MessageBody) -> ChatMessage:
        """Change a message of the caller's own."""
        return messages.edit(self.db, RedisLive(self.live), actor, id, message, body.content)

    @endpoint("DELETE", "/api/classrooms/{id}/messages/{message}/")
    def delete_message(self, actor: Actor, id: int, message: int) -> None:
        """Delete a message of the caller's own; the room's teacher may delete any."""
        messages.delete(self.db, RedisLive(self.live), actor, id, message)

    @endpoint("GET", "/api/classrooms/{id}/whiteboard/", returns=Whiteboard)
    def get_whiteboard(self, actor: Actor, id: int) -> Whiteboard:
        """Show the board as it stands."""
        return whiteboard.show(self.db, actor, id)

    @endpoint("POST", "/api/classrooms/{id}/ticket/", returns=Ticket, confidential=True)
    def give_ticket(self, actor: Actor, id: int) -> Ticket:
        """Give a ticket that opens one socket within half a minute."""
        return admission.give_ticket(self.db, RedisTickets(connect(settings().redis_url)), actor, id)

    @endpoint("GET", "/api/classrooms/planned/", returns=PlannedLesson)
    def list_planned_lessons(self, actor: Actor, query: PlanQuery) -> Page[PlannedLesson]:
        """List the lessons that are planned in the caller's rooms and not over, those planned last first."""
        return planning.list_planned(self.db, actor, query)

    @endpoint(
        "POST", "/api/classrooms/{id}/planned/", returns=PlannedLesson, answers={201: "the new lesson is in calendars"}
    )
    def plan_lesson(self, actor: Actor, id: int, body: PlanBody) -> Reply[PlannedLesson]:
        """Plan a lesson in a room of the caller's that belongs to a course."""
        return planning.plan(self.db, actor, id, body)

    @endpoint("PATCH", "/api/classrooms/{id}/planned/{lesson}/", returns=PlannedLesson)
    def change_planned_lesson(self, actor: Actor, id: int, lesson: int, body: PlanPatch) -> PlannedLesson:
        """Move a planned lesson of the caller's, or change its length or title."""
        return planning.change(self.db, actor, id, lesson, changes_in(body))

    @endpoint("DELETE", "/api/classrooms/{id}/planned/{lesson}/")
    def cancel_planned_lesson(self, actor: Actor, id: int, lesson: int) -> None:
        """Cancel a planned lesson of the caller's."""
        planning.cancel(self.db, actor, id, lesson)

    @endpoint("GET", "/api/classrooms/{id}/lessons/", returns=LessonAnswer)
    def list_lessons(self, actor: Actor, id: int, query: PageQuery) -> Page[LessonAnswer]:
        """List the lessons that were held in a room, newest first."""
        return lessons.list_lessons(self.db, actor, id, query)

    @endpoint("GET", "/api/classrooms/{id}/lessons/{lesson}/log/", returns=LogEntry)
    def read_lesson_log(self, actor: Actor, id: int, lesson: int, query: PageQuery) -> Page[LogEntry]:
        """List what happened in a lesson, event by event, the oldest first."""
        return lessons.read_log(self.db, actor, id, lesson, query)

    @endpoint("GET", "/api/classrooms/{id}/lessons/{lesson}/attendance/", returns=Attendance)
    def list_attendance(self, actor: Actor, id: int, lesson: int, query: PageQuery) -> Page[Attendance]:
        """List who was in a lesson of the caller's room, and how long."""
        return lessons.list_attendance(self.db, actor, id, lesson, query)

    @endpoint("GET", "/api/classrooms/{id}/lessons/{lesson}/audio/", returns=AudioSegment)
    def list_lesson_audio(
        self, actor: Actor, base_url: str, id: int, lesson: int, query: PageQuery
    ) -> Page[AudioSegment]:
        """List what was spoken in a lesson, in segments of some seconds, in the order in which they were kept."""
        return recordings.list_segments(self.db, self.files, actor, base_url, id, lesson, query)

    @guard("recordings")
    @rpc
    def may_hear(self, key: str, user_id: int) -> bool:
        """Whether somebody may hear a segment of audio now."""
        return recordings.may_read(self.db, key, user_id)

    @socket("/ws/classroom/{name}/")
    @rpc
    def admit(self, path: dict[str, str], ticket: str | None = None) -> dict[str, Any]:
        """Decide on a socket: where the gateway connects it, and what it shows there."""
        redis, own = connect(settings().redis_url), settings()
        places = RedisPlaces(redis, own.classroom_nodes)
        signing = passes.signer(own.secret_key)
        door = Door(RedisTickets(redis), places, RemoteAccounts(self.accounts), signing, keep_pace)
        return admission.admit(self.db, door, current_call().actor, path["name"], ticket)
