"""Blocking people and letting them back in."""

from __future__ import annotations

from sqlalchemy.orm import Session

from accounts import policies, queries, schemas
from accounts.models import User
from accounts.photos import Photos
from accounts.usecases.people import as_answer
from accounts.usecases.sessions import end_all
from chassis.call import Actor
from chassis.database import Store
from chassis.events import emit


def block_user(db: Store, photos: Photos, actor: Actor, user_id: int) -> schemas.User:
    """Sign somebody out everywhere and keep them out. Raises NotFound, and Forbidden for oneself."""
    with db.write() as session:
        user = _subject(session, actor, user_id)
        end_all(session, user.id)
        mark(session, user, True)
        return as_answer(user, photos, actor)


def unblock_user(db: Store, photos: Photos, actor: Actor, user_id: int) -> schemas.User:
    """Let somebody sign in again; their old tokens stay dead. Raises NotFound, and Forbidden for oneself."""
    with db.write() as session:
        user = _subject(session, actor, user_id)
        mark(session, user, False)
        return as_answer(user, photos, actor)


def _subject(session: Session, actor: Actor, user_id: int) -> User:
    locked = queries.locked_users(session, actor.id, user_id)
    policies.require_may_block(actor, locked.get(actor.id), user_id)
    if user_id not in locked:
        raise policies.no_such_user()
    return locked[user_id]


def mark(session: Session, user: User, blocked: bool) -> None:
    """Write down whether somebody is kept out, and tell whoever keeps people in mind."""
    if user.is_blocked != blocked:
        user.is_blocked = blocked
        emit(session, "accounts.user_changed", {"id": user.id}, aggregate=f"user:{user.id}")
