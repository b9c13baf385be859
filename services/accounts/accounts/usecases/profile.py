"""Changing one's own account."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from accounts import policies, queries, schemas
from accounts.models import User
from accounts.photos import Photos, keys_of
from accounts.schemas import ProfilePatch
from accounts.usecases.people import as_own_answer
from accounts.usecases.registration import email_taken
from accounts.usecases.resetting import forget_links
from chassis.call import Actor
from chassis.database import Store
from chassis.errors import InvalidInput
from chassis.events import emit
from chassis.patch import changes_in
from chassis.sealing import seal
from chassis.storage import discards
from chassis.text import text_key

API_KEY = "openai-api-key"


def update_profile(db: Store, photos: Photos, actor: Actor, patch: ProfilePatch) -> schemas.User:
    """Change the given fields of the actor's account.

    Raises InvalidInput for null where a text is needed and when the e-mail address is taken, and what
    `Photos.take_in` raises.
    """
    changes = _stored(db, photos, patch)
    with db.write() as session:
        user = queries.locked_users(session, actor.id).get(actor.id)
        if user is None:
            raise policies.not_signed_in()
        if "email" in changes:
            _require_free_email(session, user, changes["email"])
            forget_links(session, user.id)
        if "photo" in changes:
            _exchange_photo(session, user.photo, changes["photo"])
            db.after_commit(lambda: photos.sweep(db))
        for name, value in changes.items():
            setattr(user, name, value)
        user.email_key, user.full_name_key = text_key(user.email), text_key(user.full_name)
        if session.is_modified(user):
            emit(session, "accounts.user_changed", {"id": user.id}, aggregate=f"user:{user.id}")
        return as_own_answer(user, photos)


def _stored(db: Store, photos: Photos, patch: ProfilePatch) -> dict[str, Any]:
    """The fields that were sent, as they are stored: what takes its time is done here."""
    changes = changes_in(patch, nullable={"photo", "openai_api_key"})
    if "openai_api_key" in changes:
        key = changes.pop("openai_api_key")
        changes["sealed_openai_api_key"] = seal(key, API_KEY) if key else None
    if patch.photo is not None:
        changes["photo"] = photos.take_in(db, patch.photo)
    return changes


def _exchange_photo(session: Session, old: str | None, new: str | None) -> None:
    for key in keys_of(new) if new else ():
        discards.keep(session, key)
    if old:
        discards.discard(session, keys_of(old))


def _require_free_email(session: Session, user: User, email: str) -> None:
    holder = queries.user_with_email(session, email)
    if holder is not None and holder.id != user.id:
        taken = email_taken()
        raise InvalidInput.field(taken.field, taken.message, code=taken.code)
