"""Who may do what with a room."""

from __future__ import annotations

from chassis.call import Actor
from chassis.errors import Forbidden, NotFound
from classroom.domain.rights import ALL, Locks, Seat, caps_of
from classroom.models import Participant, Room


def caps(room: Room, seat: Participant | None, user_id: int) -> frozenset[str] | None:
    """Somebody's rights in the room; None when they have no place in it."""
    if room.teacher_id == user_id:
        return ALL
    if seat is None or seat.is_removed:
        return None
    return caps_of(seat_of(seat), locks_of(room))


def seat_of(seat: Participant) -> Seat:
    """What the rules need to know of a seat."""
    return Seat(seat.may_draw, seat.may_speak, seat.is_muted)


def locks_of(room: Room) -> Locks:
    """What the rules need to know of a room."""
    return Locks(room.is_board_locked, room.is_chat_locked)


def require_participant(room: Room | None, seat: Participant | None, actor: Actor) -> Room:
    """Raises NotFound, the same for a room that is not there and one the actor has no place in."""
    if room is None or caps(room, seat, actor.id) is None:
        raise no_such_room()
    return room


def require_teacher(room: Room, actor: Actor) -> None:
    """Raises Forbidden for anyone but the teacher who made the room."""
    if room.teacher_id != actor.id:
        raise Forbidden("classroom.not_owner", "Only the teacher of this room may do this.")


def require_may_chat(held: frozenset[str] | None) -> None:
    """Raises Forbidden when the chat is locked, or the teacher has muted them."""
    if held is None or "chat" not in held:
        raise Forbidden("classroom.may_not_chat", "The teacher has closed the chat for you at the moment.")


def no_such_room() -> NotFound:
    """One answer for rooms that are not there and those that may not be seen."""
    return NotFound("classroom.not_found", "There is no such room.")


def no_such_message() -> NotFound:
    """One answer for messages that are not there and those of somebody else."""
    return NotFound("classroom.message_not_found", "There is no such message of yours.")
