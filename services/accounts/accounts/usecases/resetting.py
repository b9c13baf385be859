"""A forgotten password: a link is mailed, and whoever opens it sets another."""

from __future__ import annotations

from sqlalchemy import delete
from sqlalchemy.orm import Session

from accounts import letters, passwords, policies, queries, throttles
from accounts.domain import RESET_LIFE, password_problem, token_hash
from accounts.models import PasswordReset, User
from accounts.schemas import ForgotPasswordBody, ResetPasswordBody
from accounts.usecases.sessions import end_all
from chassis.clock import now, wire
from chassis.database import Store
from chassis.errors import InvalidInput
from chassis.events import emit


def forgot_password(db: Store, body: ForgotPasswordBody, address: str) -> None:
    """Have a link mailed, if there is such an account; nobody is told whether there is. Raises TooMany."""
    throttles.count_forgetting(address)
    with db.read() as session:
        user = queries.user_with_email(session, body.email)
    if user is None or user.is_blocked or not throttles.may_mail_reset(user.id):
        return
    letter, moment = letters.write(letters.PASSWORD_RESET), now()
    with db.write() as session:
        dead = (PasswordReset.user_id == user.id, PasswordReset.expires_at <= moment)
        session.execute(delete(PasswordReset).where(*dead))
        expires_at = moment + RESET_LIFE
        session.add(PasswordReset(token_hash=letter.digest, user_id=user.id, expires_at=expires_at))
        data = {
            "user_id": user.id,
            "email": user.email,
            "sealed_token": letter.sealed,
            "expires_at": wire(expires_at),
        }
        emit(session, "accounts.password_reset_requested", data, aggregate=f"user:{user.id}")


def reset_password(db: Store, body: ResetPasswordBody) -> None:
    """Set a new password by a link, once; everybody who is signed in is signed out. Raises InvalidInput, Forbidden."""
    digest = token_hash(body.token)
    user = _whose(db, digest)
    common = passwords.common_passwords()
    if why := password_problem(body.password, user.username, user.email, common):
        raise InvalidInput.field("password", why, code="accounts.weak_password")
    password_hash = passwords.hash_password(body.password)
    with db.write() as session:
        current = queries.locked_users(session, user.id)[user.id]
        if queries.password_reset(session, digest) is None:
            raise _not_good()
        forget_links(session, user.id)
        current.password_hash, current.password_changed_at = password_hash, now()
        end_all(session, user.id)
        db.after_commit(lambda: throttles.forget_failures(user.username))


def forget_links(session: Session, user_id: int) -> None:
    """Links that were mailed to somebody are dead."""
    session.execute(delete(PasswordReset).where(PasswordReset.user_id == user_id))


def _whose(db: Store, digest: str) -> User:
    with db.read() as session:
        found = queries.password_reset(session, digest)
        user = queries.user(session, found.user_id) if found else None
    if found is None or user is None or found.expires_at <= now():
        raise _not_good()
    if user.is_blocked:
        raise policies.blocked()
    return user


def _not_good() -> InvalidInput:
    why = "This link was used already or has expired. Ask for a new one."
    return InvalidInput.field("token", why, code="accounts.reset_not_open")
