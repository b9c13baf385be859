"""What goes in and out over REST."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, Field, StringConstraints

from chassis.cursor import PageQuery
from chassis.ids import Id
from chassis.refs import Ref
from chassis.text import Line, Text
from classroom.domain.ops import LONGEST_MESSAGE

Name = Annotated[Line, StringConstraints(min_length=1, max_length=80, pattern=r"^[^/\\?#%]+$")]
MOST_PARTICIPANTS = 500
MOST_MINUTES = 600


class RoomBody(BaseModel):
    """A room as its teacher makes it."""

    name: Annotated[Name, Field(description="Unique; it is part of the socket's address.")]
    participants: Annotated[list[Id], Field(max_length=MOST_PARTICIPANTS)] = []
    course: Annotated[Id | None, Field(description="Its members are participants for as long as they are.")] = None


class RoomPatch(BaseModel):
    """The fields of a room that are to change."""

    name: Name | None = None
    participants: Annotated[list[Id] | None, Field(max_length=MOST_PARTICIPANTS)] = None


class RoomChange(BaseModel):
    """A room as its teacher puts it anew; the course stays."""

    name: Name
    participants: Annotated[list[Id], Field(max_length=MOST_PARTICIPANTS)] = []


class RoomQuery(PageQuery):
    """Which rooms to list."""

    course: Id | None = None
    live: Annotated[bool, Field(description="Only rooms with a lesson going on.")] = False


class Room(BaseModel):
    """A room as the caller sees it. `participants` are the first 500, without the teacher."""

    id: int
    name: str
    course: int | None
    teacher: Annotated[int, Ref("accounts.users", teacher_name="display_name", teacher_photo="photo")]
    participants: list[int]
    participant_count: int
    is_owner: bool
    is_live: bool
    is_board_locked: bool
    is_chat_locked: bool
    is_recorded: Annotated[bool, Field(description="Whether what is spoken in lessons is kept, as its teacher wants.")]
    caps: Annotated[list[str], Field(description="What the caller may do: `draw`, `speak`, `chat`, `moderate`.")]
    created_at: datetime


class ParticipantBody(BaseModel):
    """Whom to add."""

    user_id: Id


class ParticipantAnswer(BaseModel):
    """Somebody with a place in a room."""

    id: Annotated[int, Ref("accounts.users", name="display_name", photo="photo")]
    source: Annotated[str, Field(description="`invited`, or `course`.")]
    caps: list[str]
    is_muted: bool
    added_at: datetime


class MessageBody(BaseModel):
    """What somebody writes."""

    content: Annotated[Text, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_MESSAGE)]
    reply_to: Id | None = None
    mentions: Annotated[list[Id], Field(max_length=20)] = []


class MessageQuery(PageQuery):
    """Which messages to list."""

    before: Annotated[Id | None, Field(description="Only messages older than the one with this id.")] = None


class ChatMessage(BaseModel):
    """A message. One that was deleted has no content any more."""

    id: int
    room: int
    sender: Annotated[int, Ref("accounts.users", sender_name="display_name", sender_photo="photo")]
    content: str
    reply_to: int | None
    created_at: datetime
    edited_at: datetime | None
    is_deleted: bool
    seq: Annotated[int, Field(description="Its place in the room's log.")]


class Whiteboard(BaseModel):
    """A room's board as it stands after the event `seq`. `actions` are what is to be seen, the lowest first."""

    seq: int
    hash: str
    page: str
    pages: list[dict[str, Any]]
    actions: list[dict[str, Any]]


class Ticket(BaseModel):
    """What opens one socket within `expires_in` seconds."""

    ticket: str
    expires_in: int


class LessonAnswer(BaseModel):
    """A stretch of time in which a room was taught in."""

    id: int
    room: int
    started_by: Annotated[int, Ref("accounts.users", started_by_name="display_name")]
    started_at: datetime
    ended_at: datetime | None


class PlanBody(BaseModel):
    """A lesson as its teacher plans it."""

    title: Annotated[Line, StringConstraints(max_length=120)] = ""
    starts_at: AwareDatetime
    minutes: Annotated[int, Field(ge=5, le=MOST_MINUTES)] = 60


class PlanPatch(BaseModel):
    """What is to change of a planned lesson."""

    title: Annotated[Line, StringConstraints(max_length=120)] | None = None
    starts_at: AwareDatetime | None = None
    minutes: Annotated[int | None, Field(ge=5, le=MOST_MINUTES)] = None


class PlanQuery(PageQuery):
    """Which planned lessons to list."""

    course: Id | None = None


class PlannedLesson(BaseModel):
    """A lesson that is to be held."""

    id: int
    room: int
    room_name: str
    course: int
    title: str
    starts_at: datetime
    minutes: int
    is_owner: bool


class LogEntry(BaseModel):
    """One thing that happened in a lesson, as it was told to the sockets."""

    seq: int
    at: datetime
    user: int
    kind: str
    data: dict[str, Any]


class AudioSegment(BaseModel):
    """Some seconds of a voice in a lesson. `file`: its frames, each after its length; see docs/classroom.md."""

    id: int
    user: Annotated[int, Ref("accounts.users", user_name="display_name")]
    epoch: int
    stream: int
    number: int
    kind: Literal["opus", "pcm16"]
    started_at: Annotated[datetime, Field(description="When its first frame came.")]
    position: Annotated[int, Field(description="Of its first sample, at 48 kHz.")]
    samples: Annotated[int, Field(description="How long it is, at 48 kHz.")]
    frames: int
    size: int
    file: str


class Attendance(BaseModel):
    """When somebody was in a lesson, and for how many seconds in all."""

    user: Annotated[int, Ref("accounts.users", user_name="display_name", user_photo="photo")]
    first_joined_at: datetime
    last_seen_at: datetime
    seconds: int
    visits: int
