"""Telling other services what becomes of planned lessons."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from chassis.clock import wire
from chassis.ledger.outbox import emit
from classroom.models import PlannedLesson, Room


def planned(session: Session, lesson: PlannedLesson, room: Room) -> None:
    """`classroom.lesson_planned`."""
    _tell(session, "classroom.lesson_planned", lesson, room)


def moved(session: Session, lesson: PlannedLesson, room: Room, previous: datetime) -> None:
    """`classroom.lesson_moved`: `previous` is when it was to begin before."""
    _tell(session, "classroom.lesson_moved", lesson, room, previous=wire(previous))


def cancelled(session: Session, lesson: PlannedLesson, room: Room) -> None:
    """`classroom.lesson_cancelled`."""
    _tell(session, "classroom.lesson_cancelled", lesson, room)


def _tell(session: Session, fact: str, lesson: PlannedLesson, room: Room, **more: str) -> None:
    data = {
        "planned_id": lesson.id,
        "room_id": room.id,
        "room_name": room.name,
        "course_id": room.course_id,
        "title": lesson.title,
        "starts_at": wire(lesson.starts_at),
        "ends_at": wire(lesson.ends_at),
        **more,
    }
    emit(session, fact, data, aggregate=f"room:{room.id}")
