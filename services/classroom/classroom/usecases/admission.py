"""Coming in: tickets, and what the gateway has to know to open a socket."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from chassis.call import Actor
from chassis.database.store import Store
from chassis.errors import Forbidden, Unauthenticated
from chassis.signing import Signer
from classroom import passes, policies, queries, schemas
from classroom.clients import Accounts
from classroom.passes import Pass
from classroom.places import Places
from classroom.tickets import TICKET_SECONDS, Claim, Tickets
from classroom.usecases.rooms import name_key, visible_room


@dataclass(frozen=True, slots=True)
class Door:
    """All that admitting takes besides the database. `keep_pace` raises TooMany for a person who comes too often."""

    tickets: Tickets
    places: Places
    accounts: Accounts
    signing: Signer
    keep_pace: Callable[[int], None]


def give_ticket(db: Store, tickets: Tickets, actor: Actor, room_id: int) -> schemas.Ticket:
    """A ticket for a room the actor is in. Raises NotFound, Unavailable."""
    with db.read() as session:
        visible_room(session, actor, room_id)
    ticket = tickets.issue(Claim(room_id, actor.id, actor.role, actor.session_id))
    return schemas.Ticket(ticket=ticket, expires_in=TICKET_SECONDS)


def admit(db: Store, door: Door, actor: Actor | None, name: str, ticket: str | None) -> dict[str, Any]:
    """Where to connect, and the pass to show there: `{url, headers, actor_id, session_id}`.

    Raises Unauthenticated, TooMany, NotFound for a room that is not there, Forbidden without a place in it.
    """
    claim = door.tickets.redeem(ticket) if ticket else None
    person = Actor(claim.user_id, claim.role, claim.session_id) if claim else actor
    if person is None:
        raise Unauthenticated("classroom.bad_ticket", "This ticket is unknown, used, or too old.")
    door.keep_pace(person.id)
    with db.read() as session:
        room = queries.room_named(session, name_key(name))
        if room is None:
            raise policies.no_such_room()
        held = policies.caps(room, queries.seat(session, room.id, person.id), person.id)
    if held is None or (claim is not None and claim.room_id != room.id):
        raise Forbidden("classroom.not_a_participant", "You have no place in this room.")
    known = door.accounts.person(person.id)
    admitted = Pass(
        room_id=room.id,
        user_id=person.id,
        is_teacher=room.teacher_id == person.id,
        name=known.display_name if known else "",
        photo=known.photo if known else None,
        expires=int(time.time()) + passes.SECONDS,
    )
    return {
        "url": door.places.node_for(room.id),
        "headers": {passes.HEADER: passes.issue(door.signing, admitted)},
        "actor_id": person.id,
        "session_id": person.session_id,
    }
