"""Sign-in sessions: starting, recognising and ending them."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, or_, update
from sqlalchemy.orm import Session

from accounts import policies, queries, schemas
from accounts.domain import KEEP_ENDED_SESSIONS, SESSION_LIFE, Device, is_live, needs_touch, token_hash
from accounts.models import LoginSession, User
from chassis.call import Actor
from chassis.clock import now
from chassis.cursor import PageQuery
from chassis.database import AWAY, Store
from chassis.database.paging import newest_first
from chassis.errors import NotFound
from chassis.events import emit
from chassis.reply import Page

_log = logging.getLogger(__name__)


def authenticate(db: Store, token: str) -> dict[str, Any]:
    """Whose token this is: `{actor_id, role, session_id}`. Raises Unauthenticated, and Forbidden when blocked."""
    moment = now()
    with db.read() as session:
        found = queries.session_of_token(session, token_hash(str(token)))
    if found is None:
        raise policies.not_signed_in()
    held, user = found
    if user.is_blocked:
        raise policies.blocked()
    if not is_live(held.expires_at, held.ended_at, moment):
        raise policies.not_signed_in()
    if needs_touch(held.last_seen_at, moment):
        _touch(db, held.id, moment)
    return {"actor_id": user.id, "role": user.user_type, "session_id": held.id}


def start_session(session: Session, user: User, device: Device) -> str:
    """Sign a device in and return its token, which is not stored; clears away the person's long dead sessions."""
    moment, token = now(), secrets.token_urlsafe(32)
    _clear_dead(session, user.id, moment - KEEP_ENDED_SESSIONS)
    started = LoginSession(
        user_id=user.id,
        token_hash=token_hash(token),
        created_at=moment,
        last_seen_at=moment,
        expires_at=moment + SESSION_LIFE,
        address=device.address[:64],
        user_agent=device.user_agent[:300],
    )
    session.add(started)
    session.flush()
    return token


def logout(db: Store, actor: Actor) -> None:
    """End the session of this very call."""
    if actor.session_id is not None:
        end_session(db, actor, actor.session_id)


def list_sessions(db: Store, actor: Actor, query: PageQuery) -> Page[schemas.Session]:
    """The actor's signed-in devices, newest first."""
    with db.read() as session:
        wanted = queries.live_sessions(actor.id, now())
        found = newest_first(session, wanted, LoginSession.id, query)
        return Page([_as_answer(row[0], actor) for row in found.rows], found.next_cursor, found.total)


def end_session(db: Store, actor: Actor, session_id: int) -> None:
    """Sign one of the actor's devices out. Raises NotFound for anybody else's."""
    with db.write() as session:
        wanted = queries.live_sessions(actor.id, now()).where(LoginSession.id == session_id)
        if session.scalars(wanted).one_or_none() is None:
            raise NotFound("accounts.session_not_found", "There is no such session.")
        end(session, actor.id, [session_id])


def end_others(session: Session, user_id: int, kept: int | None) -> None:
    """Sign out every device of somebody but the session `kept`."""
    live = session.scalars(queries.live_sessions(user_id, now())).all()
    end(session, user_id, [held.id for held in live if held.id != kept])


def end(session: Session, user_id: int, session_ids: Sequence[int]) -> None:
    """Sign these sessions of somebody out, and tell whoever keeps tokens in mind."""
    if not session_ids:
        return
    session.execute(update(LoginSession).where(LoginSession.id.in_(session_ids)).values(ended_at=now()))
    data = {"user_id": user_id, "session_ids": list(session_ids)}
    emit(session, "accounts.sessions_ended", data, aggregate=f"user:{user_id}")


def end_all(session: Session, user_id: int) -> None:
    """Sign somebody out everywhere."""
    mine = (LoginSession.user_id == user_id, LoginSession.ended_at.is_(None))
    session.execute(update(LoginSession).where(*mine).values(ended_at=now()))
    data = {"user_id": user_id, "session_ids": None}
    emit(session, "accounts.sessions_ended", data, aggregate=f"user:{user_id}")


def _touch(db: Store, session_id: int, moment: datetime) -> None:
    """Write down that a session is used. A database that takes no writes at the moment signs nobody out."""
    used = {"last_seen_at": moment, "expires_at": moment + SESSION_LIFE}
    live = (LoginSession.id == session_id, LoginSession.ended_at.is_(None))
    try:
        with db.write() as session:
            session.execute(update(LoginSession).where(*live).values(used))
    except AWAY as error:
        _log.warning("a session's use was not written down: %s", error)


def _clear_dead(session: Session, user_id: int, before: datetime) -> None:
    dead = or_(LoginSession.ended_at < before, LoginSession.expires_at < before)
    session.execute(delete(LoginSession).where(LoginSession.user_id == user_id, dead))


def _as_answer(held: LoginSession, actor: Actor) -> schemas.Session:
    return schemas.Session(
        id=held.id,
        created_at=held.created_at,
        last_seen_at=held.last_seen_at,
        expires_at=held.expires_at,
        address=held.address,
        user_agent=held.user_agent,
        current=held.id == actor.session_id,
    )
