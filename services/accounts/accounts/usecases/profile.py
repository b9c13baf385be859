"""Changing one's own account."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from accounts import policies, queries, schemas
from accounts.domain import text_key
from accounts.models import User
from accounts.schemas import ProfilePatch
from accounts.usecases.people import as_own_answer
from accounts.usecases.registration import email_taken
from chassis.call import Actor
from chassis.database import Store
from chassis.errors import InvalidInput
from chassis.events import emit


def update_profile(db: Store, actor: Actor, changes: dict[str, Any]) -> schemas.User:
    """Change the given fields of the actor's account. Raises InvalidInput when the e-mail address is taken."""
    with db.write() as session:
        user = queries.locked_users(session, actor.id).get(actor.id)
        if user is None:
            raise policies.not_signed_in()
        if "email" in changes:
            _require_free_email(session, user, changes["email"])
        for name, value in changes.items():
            setattr(user, name, value)
        user.email_key, user.full_name_key = text_key(user.email), text_key(user.full_name)
        if session.is_modified(user):
            emit(session, "accounts.user_changed", {"id": user.id}, aggregate=f"user:{user.id}")
        return as_own_answer(user)


def changes_in(patch: ProfilePatch) -> dict[str, Any]:
    """The fields that were sent. Raises InvalidInput for null: a text is emptied by an empty one."""
    changes = patch.model_dump(exclude_unset=True)
    errors = {name: ["Send a text."] for name, value in changes.items() if value is None}
    if errors:
        raise InvalidInput(message=f"{next(iter(errors))}: Send a text.", errors=errors)
    return changes


def _require_free_email(session: Session, user: User, email: str) -> None:
    holder = queries.user_with_email(session, email)
    if holder is not None and holder.id != user.id:
        taken = email_taken()
        raise InvalidInput.field(taken.field, taken.message, code=taken.code)
