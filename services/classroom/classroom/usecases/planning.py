"""Planning lessons in the rooms of courses: when one is to be held, moved and cancelled, and telling the others."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from chassis.call import Actor
from chassis.clock import now
from chassis.database.paging import newest_first
from chassis.database.store import Store
from chassis.errors import InvalidInput, NotFound
from chassis.reply import Page, Reply
from classroom import queries, schemas
from classroom.models import PlannedLesson, Room
from classroom.schemas import PlanBody, PlanQuery
from classroom.usecases import plans
from classroom.usecases.rooms import own_room

TIMES = {"starts_at", "minutes"}


def list_planned(db: Store, actor: Actor, query: PlanQuery) -> Page[schemas.PlannedLesson]:
    """Lessons that are not over, in the rooms the actor has a place in, those planned last first."""
    rooms = queries.rooms_of(actor.id, query.course, live=False).with_only_columns(Room.id)
    with db.read() as session:
        page = newest_first(session, queries.planned_in(rooms, now()), PlannedLesson.id, query)
    return Page([_answer(row[0], row[1], actor) for row in page.rows], page.next_cursor, page.total)


def plan(db: Store, actor: Actor, room_id: int, body: PlanBody) -> Reply[schemas.PlannedLesson]:
    """Plan a lesson in a room of the actor's. Raises NotFound, Forbidden, InvalidInput."""
    ends_at = body.starts_at + timedelta(minutes=body.minutes)
    with db.write() as session:
        room = own_room(session, actor, room_id)
        planned = PlannedLesson(room_id=room.id, title=body.title, starts_at=body.starts_at, ends_at=ends_at)
        _require_ahead(planned)
        if room.course_id is None:
            _refuse("room", "Lessons are planned in the rooms of courses.")
        session.add(planned)
        session.flush()
        plans.planned(session, planned, room)
        answer = _answer(planned, room, actor)
        return Reply(answer, status=201, location=f"/api/classrooms/{room.id}/planned/{planned.id}/")


def change(db: Store, actor: Actor, room_id: int, planned_id: int, changes: dict[str, Any]) -> schemas.PlannedLesson:
    """Move a planned lesson, or give it another length or title. Raises NotFound, Forbidden, InvalidInput."""
    with db.write() as session:
        room = own_room(session, actor, room_id)
        planned = _planned(session, room_id, planned_id)
        before = (planned.title, planned.starts_at, planned.ends_at)
        length = timedelta(minutes=changes["minutes"]) if "minutes" in changes else planned.ends_at - planned.starts_at
        planned.title = changes.get("title", planned.title)
        planned.starts_at = changes.get("starts_at", planned.starts_at)
        planned.ends_at = planned.starts_at + length
        if TIMES & changes.keys():
            _require_ahead(planned)
        if before != (planned.title, planned.starts_at, planned.ends_at):
            plans.moved(session, planned, room, before[1])
        return _answer(planned, room, actor)


def cancel(db: Store, actor: Actor, room_id: int, planned_id: int) -> None:
    """Hold a planned lesson never. Raises NotFound, Forbidden."""
    with db.write() as session:
        room = own_room(session, actor, room_id)
        planned = _planned(session, room_id, planned_id)
        session.delete(planned)
        plans.cancelled(session, planned, room)


def _planned(session: Session, room_id: int, planned_id: int) -> PlannedLesson:
    planned = queries.planned_lesson(session, room_id, planned_id)
    if planned is None:
        raise NotFound("classroom.planned_not_found", "There is no such planned lesson.")
    return planned


def _require_ahead(planned: PlannedLesson) -> None:
    if planned.starts_at <= now():
        _refuse("starts_at", "A lesson is planned for a time to come.")


def _refuse(field: str, why: str) -> None:
    raise InvalidInput(message=f"{field}: {why}", errors={field: [why]})


def _answer(planned: PlannedLesson, room: Room, actor: Actor) -> schemas.PlannedLesson:
    return schemas.PlannedLesson(
        id=planned.id,
        room=room.id,
        room_name=room.name,
        course=room.course_id or 0,
        title=planned.title,
        starts_at=planned.starts_at,
        minutes=round((planned.ends_at - planned.starts_at) / timedelta(minutes=1)),
        is_owner=room.teacher_id == actor.id,
    )
