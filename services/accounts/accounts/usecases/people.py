"""People as others see them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from accounts import policies, queries, schemas
from accounts.domain import UserType
from accounts.models import User
from accounts.schemas import UserQuery
from chassis.call import Actor
from chassis.cursor import MAX_LIMIT
from chassis.database import Store
from chassis.errors import InvalidInput
from chassis.ids import MAX_ID
from chassis.reply import Page


def get_me(db: Store, actor: Actor) -> schemas.User:
    """The actor's own account."""
    with db.read() as session:
        user = queries.user(session, actor.id)
    if user is None:
        raise policies.not_signed_in()
    return as_own_answer(user)


def get_user(db: Store, actor: Actor, user_id: int) -> schemas.User:
    """One person. Raises NotFound."""
    with db.read() as session:
        user = queries.user(session, user_id)
    if user is None:
        raise policies.no_such_user()
    return as_answer(user, actor)


def list_users(db: Store, actor: Actor, query: UserQuery) -> Page[schemas.User]:
    """People by user name, narrowed by what was asked for."""
    wanted = queries.users_matching(query.search, query.user_type)
    with db.read() as session:
        found, following, total = queries.page_of_users(session, wanted, query.cursor, query.limit)
    return Page([as_answer(user, actor) for user in found], following, total)


def resolve_users(db: Store, ids: Collection[int]) -> dict[str, dict[str, Any]]:
    """What references to people are filled in from: `{id: record}`, without the ids that nobody has.

    Raises InvalidInput for more than MAX_LIMIT ids. A record has the e-mail address: whoever declares a reference
    that shows it answers for who sees it.
    """
    if len(ids) > MAX_LIMIT:
        raise InvalidInput.field("ids", f"Ask for at most {MAX_LIMIT} people at once.")
    with db.read() as session:
        found = queries.users_among(session, [each for each in ids if _possible(each)])
    return {str(user.id): _record(user) for user in found}


def get_account(db: Store, user_id: int | None, username: str | None) -> dict[str, Any]:
    """What another service needs to decide: `{id, username, role, is_blocked}`, by id or by name. Raises NotFound."""
    with db.read() as session:
        if user_id is not None:
            user = queries.user(session, user_id) if _possible(user_id) else None
        else:
            user = queries.user_named(session, username or "")
    if user is None:
        raise policies.no_such_user()
    return {"id": user.id, "username": user.username, "role": user.user_type, "is_blocked": user.is_blocked}


def as_own_answer(user: User) -> schemas.User:
    """An account as its owner sees it."""
    return as_answer(user, Actor(user.id, user.user_type))


def as_answer(user: User, actor: Actor) -> schemas.User:
    """An account as the actor may see it."""
    return schemas.User(
        id=user.id,
        username=user.username,
        email=user.email if policies.may_see_email(actor, user) else None,
        full_name=user.full_name,
        user_type=UserType(user.user_type),
        bio=user.bio,
        photo=None,
        is_blocked=user.is_blocked,
        created_at=user.created_at,
        has_openai_api_key=False if actor.id == user.id else None,
    )


def _record(user: User) -> dict[str, Any]:
    return {
        "display_name": user.full_name or user.username,
        "username": user.username,
        "full_name": user.full_name,
        "email": user.email,
        "user_type": user.user_type,
        "bio": user.bio,
        "photo": None,
    }


def _possible(user_id: object) -> bool:
    return isinstance(user_id, int) and 0 < user_id <= MAX_ID
