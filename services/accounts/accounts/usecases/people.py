"""People as others see them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from accounts import policies, queries, schemas
from accounts.domain import UserType
from accounts.models import User
from accounts.photos import Photos
from accounts.schemas import UserQuery
from chassis.call import Actor
from chassis.cursor import MAX_LIMIT
from chassis.database import Store
from chassis.database.paging import alphabetical
from chassis.database.searching import COUNTED
from chassis.errors import InvalidInput
from chassis.ids import MAX_ID
from chassis.reply import Page


def get_me(db: Store, photos: Photos, actor: Actor) -> schemas.User:
    """The actor's own account."""
    with db.read() as session:
        user = queries.user(session, actor.id)
    if user is None:
        raise policies.not_signed_in()
    return as_own_answer(user, photos)


def get_user(db: Store, photos: Photos, actor: Actor, user_id: int) -> schemas.User:
    """One person. Raises NotFound."""
    with db.read() as session:
        user = queries.user(session, user_id)
        taught = queries.taught_among(session, actor.id, [user_id])
    if user is None:
        raise policies.no_such_user()
    return as_answer(user, photos, actor, user.id in taught)


def list_users(db: Store, photos: Photos, actor: Actor, query: UserQuery) -> Page[schemas.User]:
    """People by user name, narrowed by what was asked for."""
    with db.read() as session:
        wanted = queries.users_matching(session, query.search, query.user_type)
        found = alphabetical(session, wanted, User.username_key, query, COUNTED if query.search else None)
        users: list[User] = [row[0] for row in found.rows]
        taught = queries.taught_among(session, actor.id, [user.id for user in users])
    answers = [as_answer(user, photos, actor, user.id in taught) for user in users]
    return Page(answers, found.next_cursor, found.total)


def resolve_users(db: Store, ids: Collection[int], photos: Photos | None = None) -> dict[str, dict[str, Any]]:
    """What references to people are filled in from: `{id: record}`, without the ids that nobody has.

    Raises InvalidInput for more than MAX_LIMIT ids. A record has the e-mail address: whoever declares a reference
    that shows it answers for who sees it. Its photo is the small one.
    """
    return {str(user.id): _record(user, photos) for user in _among(db, ids)}


def list_contacts(db: Store, ids: Collection[int]) -> dict[str, dict[str, Any]]:
    """What it takes to write to people: `{id: {email, display_name, language, time_zone, is_blocked}}`.

    Raises InvalidInput for more than MAX_LIMIT ids; those that nobody has are left out.
    """
    return {
        str(user.id): {
            "email": user.email,
            "display_name": user.full_name or user.username,
            "language": user.language,
            "time_zone": user.time_zone,
            "is_blocked": user.is_blocked,
        }
        for user in _among(db, ids)
    }


def get_api_key(db: Store, user_id: int) -> dict[str, str | None]:
    """Somebody's own key for a language model: `{sealed_key}`, for the purpose `openai-api-key`; null without one."""
    with db.read() as session:
        user = queries.user(session, user_id) if _possible(user_id) else None
    if user is None:
        raise policies.no_such_user()
    return {"sealed_key": user.sealed_openai_api_key}


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


def as_own_answer(user: User, photos: Photos) -> schemas.User:
    """An account as its owner sees it."""
    return as_answer(user, photos, Actor(user.id, user.user_type))


def as_answer(user: User, photos: Photos, actor: Actor, is_teacher: bool = False) -> schemas.User:
    """An account as the actor may see it, who may be a teacher of this person's."""
    own, sizes = actor.id == user.id, photos.addresses(user)
    return schemas.User(
        id=user.id,
        username=user.username,
        email=user.email if policies.may_see_email(actor, user, is_teacher) else None,
        full_name=user.full_name,
        user_type=UserType(user.user_type),
        bio=user.bio,
        photo=sizes.medium if sizes else None,
        photo_sizes=sizes,
        is_blocked=user.is_blocked,
        created_at=user.created_at,
        has_openai_api_key=user.sealed_openai_api_key is not None if own else None,
        language=user.language if own else None,
        time_zone=user.time_zone if own else None,
    )


def _among(db: Store, ids: Collection[int]) -> Sequence[User]:
    if len(ids) > MAX_LIMIT:
        raise InvalidInput.field("ids", f"Ask for at most {MAX_LIMIT} people at once.")
    with db.read() as session:
        return queries.users_among(session, [each for each in ids if _possible(each)])


def _record(user: User, photos: Photos | None) -> dict[str, Any]:
    sizes = photos.addresses(user) if photos else None
    return {
        "display_name": user.full_name or user.username,
        "username": user.username,
        "full_name": user.full_name,
        "email": user.email,
        "user_type": user.user_type,
        "bio": user.bio,
        "photo": sizes.small if sizes else None,
    }


def _possible(user_id: object) -> bool:
    return isinstance(user_id, int) and 0 < user_id <= MAX_ID
