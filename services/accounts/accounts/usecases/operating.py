"""What those who run the system do at its terminal. Nobody who is signed in stands behind it, so nobody is asked."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from accounts import policies, queries
from accounts.domain import UserType
from accounts.models import LoginSession, User
from accounts.usecases import blocking
from accounts.usecases.sessions import end, end_all
from chassis.clock import now
from chassis.database import Store
from chassis.errors import NotFound
from chassis.events import emit


def people(db: Store, search: str, user_type: UserType | None, limit: int) -> Sequence[User]:
    """Accounts by name."""
    with db.read() as session:
        wanted = queries.users_matching(session, search, user_type)
        return session.scalars(wanted.order_by(User.username_key).limit(limit)).all()


def set_blocked(db: Store, username: str, blocked: bool) -> str:
    """Keep somebody out, or let them in; returns the name as they write it. Raises NotFound."""
    with db.write() as session:
        user = _named(session, username)
        if blocked:
            end_all(session, user.id)
        blocking.mark(session, user, blocked)
        return user.username


def set_role(db: Store, username: str, role: UserType) -> str:
    """Change what somebody is. They are signed out, for tokens are known with a role. Raises NotFound."""
    with db.write() as session:
        user = _named(session, username)
        if user.user_type != role:
            user.user_type = role
            end_all(session, user.id)
            emit(session, "accounts.user_changed", {"id": user.id}, aggregate=f"user:{user.id}")
        return user.username


def sessions(db: Store, username: str) -> Sequence[LoginSession]:
    """Where somebody is signed in, newest first. Raises NotFound."""
    with db.read() as session:
        live = queries.live_sessions(_named(session, username).id, now())
        return session.scalars(live.order_by(LoginSession.id.desc())).all()


def revoke(db: Store, username: str, session_id: int | None) -> int:
    """End all of somebody's sessions, or one; returns how many. Raises NotFound for one that they do not have."""
    with db.write() as session:
        user = _named(session, username)
        live = [held.id for held in session.scalars(queries.live_sessions(user.id, now()))]
        if session_id is not None and session_id not in live:
            raise NotFound("accounts.session_not_found", "There is no such session.")
        wanted = live if session_id is None else [session_id]
        end(session, user.id, wanted)
        return len(wanted)


def _named(session: Session, username: str) -> User:
    user = queries.user_named(session, username)
    if user is None:
        raise policies.no_such_user()
    return user
