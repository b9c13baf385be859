"""What an operation changes besides the log: messages that are edited, rights, locks, lessons, and who is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from chassis.clock import wire
from chassis.ledger.outbox import emit
from classroom import queries
from classroom.models import Lesson, Message, Participant, Room, Visit

if TYPE_CHECKING:
    from classroom.usecases.log import Outcome

EXCERPT = 140
ON_PEOPLE = frozenset({"grant", "mute", "remove"})
ON_ACCESS = ON_PEOPLE | {"lock", "record"}


def judge(session: Session, room_id: int, outcomes: Sequence[Outcome]) -> None:
    """Refuse what only the database can tell is wrong: messages of others, people who are not here, a second lesson."""
    wanted = [one for one in outcomes if one.is_new]
    ids = {one.op.d["id"] for one in wanted if one.op.kind in ("edit", "delete")}
    messages = queries.messages_among(session, room_id, ids) if ids else {}
    for one in wanted:
        if one.op.kind in ("edit", "delete"):
            _refuse_unless(one, _is_theirs(one, messages.get(one.op.d["id"])), "no_such_message")
        elif one.op.kind in ON_PEOPLE:
            seat = queries.seat(session, room_id, one.op.d["uid"])
            _refuse_unless(one, seat is not None and not seat.is_removed, "not_a_participant")
        elif one.op.kind == "lesson":
            room = session.get(Room, room_id)
            running = room is not None and room.lesson_id is not None
            _refuse_unless(
                one, running == (one.op.d["do"] == "end"), "lesson_not_running" if not running else "running"
            )


def apply(session: Session, room: Room, fresh: Sequence[Outcome]) -> None:
    """Do what follows from the operations, in their order."""
    for one in fresh:
        kind = one.op.kind
        one.lesson_id = room.lesson_id
        if kind == "chat":
            _mention(session, room, one)
        elif kind in ("edit", "delete"):
            _rewrite(session, one)
        elif kind in ON_PEOPLE:
            _seat(session, room, one)
        elif kind == "lock":
            setattr(room, f"is_{one.d['what']}_locked", one.d["on"])
        elif kind == "record":
            room.is_recorded = one.d["on"]
        elif kind == "lesson":
            _lesson(session, room, one)
    if any(one.op.kind in ON_ACCESS for one in fresh):
        room.access_version = Room.access_version + 1
    session.flush()


def _refuse_unless(outcome: Outcome, allowed: bool, code: str) -> None:
    if not allowed:
        outcome.is_new, outcome.code = False, code


def _is_theirs(one: Outcome, message: Message | None) -> bool:
    if message is None or message.is_deleted:
        return False
    return message.sender_id == one.op.user_id or (one.op.kind == "delete" and one.op.is_teacher)


def _mention(session: Session, room: Room, one: Outcome) -> None:
    """Only people with a place in the room are told; nobody of their own message."""
    named = set(one.op.d.get("mentions", ())) - {one.op.user_id}
    if not named:
        return
    seated = {seat.user_id for seat in session.scalars(queries.seats_of(room.id).where(Participant.user_id.in_(named)))}
    told = sorted(seated | (named & {room.teacher_id}))
    if told:
        data = {
            "room_id": room.id,
            "room_name": room.name,
            "message_id": one.d["id"],
            "sender_id": one.op.user_id,
            "user_ids": told,
            "excerpt": one.op.d["content"][:EXCERPT],
        }
        emit(session, "classroom.mentioned", data, aggregate=f"room:{room.id}")


def _rewrite(session: Session, one: Outcome) -> None:
    changes = {"content": one.d["content"], "edited_at": one.at} if one.op.kind == "edit" else {}
    if one.op.kind == "delete":
        changes = {"content": "", "is_deleted": True}
    session.execute(update(Message).where(Message.id == one.d["id"]).values(**changes))


def _seat(session: Session, room: Room, one: Outcome) -> None:
    seat = queries.seat(session, room.id, one.d["uid"])
    if seat is None:
        return
    if one.op.kind == "mute":
        seat.is_muted = one.d["on"]
    elif one.op.kind == "remove":
        seat.is_removed = True
    else:
        caps = one.d["caps"]
        seat.may_draw = caps.get("draw", seat.may_draw)
        seat.may_speak = bool(caps.get("speak", seat.may_speak))


def _lesson(session: Session, room: Room, one: Outcome) -> None:
    data: dict[str, Any] = {"room_id": room.id, "room_name": room.name, "course_id": room.course_id}
    if one.d["do"] == "start":
        lesson = Lesson(room_id=room.id, started_by=one.op.user_id, started_at=one.at)
        session.add(lesson)
        session.flush()
        room.lesson_id = lesson.id
        data |= {"lesson_id": lesson.id, "started_at": wire(one.at)}
        emit(session, "classroom.lesson_started", data, aggregate=f"room:{room.id}")
    else:
        data |= {"lesson_id": room.lesson_id, "ended_at": wire(one.at)}
        session.execute(update(Lesson).where(Lesson.id == room.lesson_id).values(ended_at=one.at))
        session.execute(
            update(Visit).where(Visit.lesson_id == room.lesson_id, Visit.left_at.is_(None)).values(left_at=one.at)
        )
        room.lesson_id = None
        emit(session, "classroom.lesson_ended", data, aggregate=f"room:{room.id}")
    one.lesson_id = data["lesson_id"]
    one.d = {**one.d, "id": one.lesson_id}
