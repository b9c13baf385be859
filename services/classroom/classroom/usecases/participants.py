"""Who has a place in a room: by the teacher's invitation, or by being a member of the room's course."""

from __future__ import annotations

from chassis.call import Actor
from chassis.cursor import PageQuery
from chassis.database.paging import newest_first
from chassis.database.store import Store
from chassis.errors import InvalidInput, NotFound
from chassis.reply import Page, Reply
from classroom import policies, queries, schemas
from classroom.clients import Accounts, Courses
from classroom.live import Live
from classroom.models import Participant, Room
from classroom.schemas import ParticipantAnswer
from classroom.usecases.rooms import BY_COURSE, INVITED, new_seat, own_room, require_people, touch, visible_room


def list_participants(db: Store, actor: Actor, room_id: int, query: PageQuery) -> Page[ParticipantAnswer]:
    """Who has a place in a room the actor is in, without its teacher; newest first. Raises NotFound."""
    with db.read() as session:
        room = visible_room(session, actor, room_id)
        page = newest_first(session, queries.seats_of(room_id), Participant.id, query)
        return Page([_as_answer(room, row[0]) for row in page.rows], page.next_cursor, page.total)


def add_participant(
    db: Store, live: Live, accounts: Accounts, actor: Actor, room_id: int, user_id: int
) -> Reply[schemas.ParticipantAnswer]:
    """Give somebody a place, also one who was removed. Raises NotFound, Forbidden, InvalidInput."""
    require_people(accounts, [user_id])
    with db.write() as session:
        room = own_room(session, actor, room_id)
        if user_id == room.teacher_id:
            raise InvalidInput.field("user_id", "You are in your own room already.")
        seat = queries.seat(session, room_id, user_id)
        is_new = seat is None or seat.is_removed
        if seat is None:
            seat = new_seat(room_id, user_id, INVITED)
            session.add(seat)
        seat.is_removed = False
        touch(db, live, room)
        session.flush()
        session.refresh(room)
        return Reply(_as_answer(room, seat), status=201 if is_new else 200)


def remove_participant(db: Store, live: Live, actor: Actor, room_id: int, user_id: int) -> None:
    """Take somebody's place away; a member of the course stays out until added back. Raises NotFound, Forbidden."""
    with db.write() as session:
        room = own_room(session, actor, room_id)
        seat = queries.seat(session, room_id, user_id)
        if seat is None or seat.is_removed:
            raise NotFound("classroom.not_a_participant", "This person has no place in the room.")
        if seat.source == INVITED:
            session.delete(seat)
        else:
            seat.is_removed = True
        touch(db, live, room)


def follow_membership(db: Store, live: Live, courses: Courses, course_id: int, user_id: int) -> None:
    """Somebody's membership of a course may have changed: give or take their place in its rooms.

    The course is asked how things stand now, so that events may arrive late, twice or in another order.
    """
    with db.read() as session:
        room_ids = [room.id for room in queries.rooms_of_course(session, course_id)]
    if not room_ids:
        return
    is_student = courses.is_student(course_id, user_id)
    with db.write() as session:
        for room in queries.rooms_of_course(session, course_id):
            if room.teacher_id != user_id:
                _seat_by_course(db, live, room, queries.seat(session, room.id, user_id), user_id, is_student)


def _seat_by_course(
    db: Store, live: Live, room: Room, seat: Participant | None, user_id: int, is_student: bool
) -> None:
    with db.write() as session:
        if is_student and seat is None:
            session.add(new_seat(room.id, user_id, BY_COURSE))
        elif not is_student and seat is not None and seat.source == BY_COURSE:
            session.delete(seat)
        else:
            return
        touch(db, live, room)


def _as_answer(room: Room, seat: Participant) -> ParticipantAnswer:
    return ParticipantAnswer(
        id=seat.user_id,
        source=seat.source,
        caps=sorted(policies.caps(room, seat, seat.user_id) or ()),
        is_muted=seat.is_muted,
        added_at=seat.added_at,
    )
