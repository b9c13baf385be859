"""Every SELECT."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from accounts.domain import UserType, text_key
from accounts.models import LoginSession, User
from chassis import cursor
from chassis.text import escape_like


def user(session: Session, user_id: int) -> User | None:
    """One account."""
    return session.get(User, user_id)


def locked_users(session: Session, *user_ids: int) -> dict[int, User]:
    """Accounts by id, held until the transaction ends (in the order of their ids, so that nobody deadlocks)."""
    wanted = select(User).where(User.id.in_(user_ids)).order_by(User.id).with_for_update()
    return {found.id: found for found in session.scalars(wanted)}


def user_named(session: Session, username: str) -> User | None:
    """The account with this user name, in whatever case."""
    return session.scalars(select(User).where(User.username_key == text_key(username))).one_or_none()


def user_with_email(session: Session, email: str) -> User | None:
    """The account with this e-mail address, in whatever case."""
    return session.scalars(select(User).where(User.email_key == text_key(email))).one_or_none()


def users_among(session: Session, user_ids: Sequence[int]) -> Sequence[User]:
    """Those of the given accounts that exist."""
    return session.scalars(select(User).where(User.id.in_(user_ids))).all()


def users_matching(search: str, user_type: UserType | None) -> Select[User]:
    """Accounts of one kind (or any) in whose user name or full name every word of `search` stands."""
    wanted = select(User)
    if user_type is not None:
        wanted = wanted.where(User.user_type == user_type)
    for word in text_key(search).split():
        pattern = f"%{escape_like(word)}%"
        wanted = wanted.where(
            or_(User.username_key.like(pattern, escape="\\"), User.full_name_key.like(pattern, escape="\\"))
        )
    return wanted


def page_of_users(
    session: Session, wanted: Select[User], after: str | None, limit: int
) -> tuple[Sequence[User], str | None, int]:
    """By user name: the accounts of a page, the cursor of the next, and how many in all."""
    total = session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    if key := cursor.decode(after, str):
        wanted = wanted.where(User.username_key > key[0])
    found = session.scalars(wanted.order_by(User.username_key).limit(limit + 1)).all()
    following = cursor.encode(found[limit - 1].username_key) if len(found) > limit else None
    return found[:limit], following, total


def session_of_token(session: Session, digest: str) -> tuple[LoginSession, User] | None:
    """The session a token belongs to, whatever became of it, with its account."""
    wanted = select(LoginSession, User).join(User, User.id == LoginSession.user_id)
    row = session.execute(wanted.where(LoginSession.token_hash == digest)).one_or_none()
    return None if row is None else (row[0], row[1])


def live_sessions(user_id: int, moment: datetime) -> Select[LoginSession]:
    """The sessions somebody is signed in with."""
    return select(LoginSession).where(
        LoginSession.user_id == user_id, LoginSession.ended_at.is_(None), LoginSession.expires_at > moment
    )
