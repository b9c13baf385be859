"""Making, showing, changing and removing rooms."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from chassis.call import Actor
from chassis.clock import now
from chassis.database.paging import newest_first
from chassis.database.store import Store
from chassis.errors import InvalidInput
from chassis.reply import Page, Reply
from chassis.storage import discards
from classroom import policies, queries, schemas
from classroom.clients import Accounts, Courses
from classroom.live import Live
from classroom.models import Participant, Room
from classroom.schemas import MOST_PARTICIPANTS, RoomBody, RoomQuery
from classroom.usecases import plans

INVITED, BY_COURSE = "invited", "course"


def create_room(db: Store, accounts: Accounts, courses: Courses, actor: Actor, body: RoomBody) -> Reply[schemas.Room]:
    """A new room of the actor's. Raises InvalidInput for a name that is taken or people that are not there."""
    require_people(accounts, body.participants)
    students: list[int] = []
    if body.course is not None:
        courses.require_owner(body.course, actor.id)
        students = list(courses.student_ids(body.course))
    with db.write() as session:
        _require_free_name(session, body.name)
        room = Room(
            name=body.name,
            name_key=name_key(body.name),
            teacher_id=actor.id,
            course_id=body.course,
            is_board_locked=False,
            is_chat_locked=False,
            is_recorded=True,
            epoch=0,
            last_seq=0,
            access_version=0,
            created_at=now(),
        )
        session.add(room)
        session.flush()
        invited = set(body.participants) - set(students)
        seat_all(session, room, students, BY_COURSE)
        seat_all(session, room, invited, INVITED)
        session.flush()
        if body.course is not None:
            db.after_commit(partial(_seat_newcomers, db, courses, room.id, body.course))
        return Reply(answers(session, [room], actor)[0], status=201, location=f"/api/classrooms/{room.id}/")


def list_rooms(db: Store, actor: Actor, query: RoomQuery) -> Page[schemas.Room]:
    """The rooms the actor has a place in, newest first."""
    with db.read() as session:
        page = newest_first(session, queries.rooms_of(actor.id, query.course, query.live), Room.id, query)
        return Page(answers(session, [row[0] for row in page.rows], actor), page.next_cursor, page.total)


def get_room(db: Store, actor: Actor, room_id: int) -> schemas.Room:
    """One room. Raises NotFound, also for a room the actor has no place in."""
    with db.read() as session:
        return answers(session, [visible_room(session, actor, room_id)], actor)[0]


def update_room(
    db: Store, live: Live, accounts: Accounts, actor: Actor, room_id: int, changes: dict[str, Any]
) -> schemas.Room:
    """Change the name, or who is invited. Raises NotFound, Forbidden, InvalidInput."""
    wanted = changes.get("participants")
    require_people(accounts, wanted or ())
    with db.write() as session:
        room = own_room(session, actor, room_id)
        if "name" in changes and name_key(changes["name"]) != room.name_key:
            _require_free_name(session, changes["name"])
        room.name = changes.get("name", room.name)
        room.name_key = name_key(room.name)
        if wanted is not None:
            _invite_only(session, room, set(wanted))
        touch(db, live, room)
        session.flush()
        return answers(session, [room], actor)[0]


def delete_room(db: Store, live: Live, actor: Actor, room_id: int) -> None:
    """Remove a room with all that happened in it. Raises NotFound, Forbidden."""
    with db.write() as session:
        room = own_room(session, actor, room_id)
        for planned in queries.planned_lessons(session, room.id, now()):
            plans.cancelled(session, planned, room)
        discards.discard_selected(session, queries.keys_of_room(room.id))
        session.delete(room)
        db.after_commit(lambda: live.changed(room_id))


def delete_rooms_of(db: Store, live: Live, course_id: int) -> None:
    """A course is gone: its rooms go with it."""
    with db.write() as session:
        for room in queries.rooms_of_course(session, course_id):
            discards.discard_selected(session, queries.keys_of_room(room.id))
            session.delete(room)
            db.after_commit(lambda room_id=room.id: live.changed(room_id))  # type: ignore[misc]


def visible_room(session: Session, actor: Actor, room_id: int) -> Room:
    """A room the actor has a place in. Raises NotFound."""
    return policies.require_participant(queries.room(session, room_id), queries.seat(session, room_id, actor.id), actor)


def own_room(session: Session, actor: Actor, room_id: int) -> Room:
    """A room the actor made. Raises NotFound or Forbidden."""
    room = visible_room(session, actor, room_id)
    policies.require_teacher(room, actor)
    return room


def touch(db: Store, live: Live, room: Room) -> None:
    """Somebody's place or rights have changed: let the nodes look, once it is committed."""
    room_id = room.id
    room.access_version = Room.access_version + 1
    db.after_commit(lambda: live.changed(room_id))


def seat_all(session: Session, room: Room, user_ids: Iterable[int], source: str) -> None:
    """Give people a place who have none."""
    for user_id in dict.fromkeys(user_ids):
        if user_id != room.teacher_id:
            session.add(new_seat(room.id, user_id, source))


def new_seat(room_id: int, user_id: int, source: str) -> Participant:
    """A place with the rights that everybody begins with."""
    return Participant(
        room_id=room_id,
        user_id=user_id,
        source=source,
        may_draw=None,
        may_speak=False,
        is_muted=False,
        is_removed=False,
        added_at=now(),
    )


def require_people(accounts: Accounts, ids: Collection[int]) -> None:
    """Raises InvalidInput when somebody of the ids is nobody."""
    missing = set(ids) - set(accounts.known(sorted(ids))) if ids else set()
    if missing:
        raise InvalidInput.field("participants", f"There is nobody with the id {min(missing)}.")


def name_key(name: str) -> str:
    """The name as it is compared: without regard to case or to how its letters are put together."""
    return unicodedata.normalize("NFKC", name).casefold()


def answers(session: Session, rooms: Collection[Room], actor: Actor) -> list[schemas.Room]:
    """Rooms as the actor sees them."""
    ids = [room.id for room in rooms]
    people = queries.participant_ids(session, ids, MOST_PARTICIPANTS)
    counts = queries.participant_counts(session, ids)
    own = queries.seats_of_person(session, actor.id, ids)
    return [
        schemas.Room(
            id=room.id,
            name=room.name,
            course=room.course_id,
            teacher=room.teacher_id,
            participants=people.get(room.id, []),
            participant_count=counts.get(room.id, 0),
            is_owner=room.teacher_id == actor.id,
            is_live=room.lesson_id is not None,
            is_board_locked=room.is_board_locked,
            is_chat_locked=room.is_chat_locked,
            is_recorded=room.is_recorded,
            caps=sorted(policies.caps(room, own.get(room.id), actor.id) or ()),
            created_at=room.created_at,
        )
        for room in rooms
    ]


def _seat_newcomers(db: Store, courses: Courses, room_id: int, course_id: int) -> None:
    """Seat who joined the course after its students were listed and before the events could find the room."""
    with db.read() as session:
        known = {seat.user_id for seat in queries.seats(session, room_id)}
    late = [one for one in courses.student_ids(course_id) if one not in known and courses.is_student(course_id, one)]
    with db.write() as session:
        room = queries.room(session, room_id)
        if room is not None and late:
            seat_all(session, room, late, BY_COURSE)


def _invite_only(session: Session, room: Room, wanted: set[int]) -> None:
    """Make the invited people exactly these; those whom the course brought stay."""
    held = {seat.user_id: seat for seat in queries.seats(session, room.id)}
    for user_id, seat in held.items():
        if seat.source == INVITED and user_id not in wanted:
            session.delete(seat)
    for user_id in wanted & held.keys():
        held[user_id].is_removed = False
    seat_all(session, room, wanted - held.keys(), INVITED)


def _require_free_name(session: Session, name: str) -> None:
    if queries.room_named(session, name_key(name)) is not None:
        raise InvalidInput.field("name", "Another room has this name already.", code="classroom.name_taken")
