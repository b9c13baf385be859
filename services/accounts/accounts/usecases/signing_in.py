"""Passwords: signing in with one, and changing it."""

from __future__ import annotations

from sqlalchemy.orm import Session

from accounts import passwords, policies, queries, throttles
from accounts.domain import Device, password_problem
from accounts.models import User
from accounts.photos import Photos
from accounts.schemas import ChangePasswordBody, LoginBody, SignedIn
from accounts.usecases.people import as_own_answer
from accounts.usecases.resetting import forget_links
from accounts.usecases.sessions import end_others, start_session
from chassis.call import Actor
from chassis.clock import now
from chassis.database import Store
from chassis.errors import InvalidInput, ServiceError, Unauthenticated


def login(db: Store, photos: Photos, body: LoginBody, device: Device) -> SignedIn:
    """Sign a device in. Raises Unauthenticated, Forbidden when blocked, TooMany after repeated failures.

    That an account is blocked is told only to those who know its password.
    """
    throttles.begin_login(body.username, device.address)
    with db.read() as session:
        user = queries.user_named(session, body.username)
    verdict = passwords.verify(user.password_hash if user else None, body.password)
    if user is None or not verdict.right:
        raise _wrong()
    throttles.login_succeeded(body.username, device.address)
    if user.is_blocked:
        raise policies.blocked()
    fresh = passwords.hash_password(body.password) if verdict.outdated else None
    with db.write() as session:
        current = _unchanged(session, user, or_else=_wrong())
        current.password_hash = fresh or current.password_hash
        token = start_session(session, current, device)
        return SignedIn(token=token, user=as_own_answer(current, photos))


def change_password(db: Store, actor: Actor, body: ChangePasswordBody, address: str) -> None:
    """Set a new password and sign out all other devices. Raises InvalidInput, TooMany after repeated failures."""
    with db.read() as session:
        user = queries.user(session, actor.id)
    if user is None:
        raise policies.not_signed_in()
    _require_current(user, body.current_password, address)
    common = passwords.common_passwords()
    if why := password_problem(body.new_password, user.username, user.email, common):
        raise InvalidInput.field("new_password", why, code="accounts.weak_password")
    password_hash = passwords.hash_password(body.new_password)
    with db.write() as session:
        current = _unchanged(session, user, or_else=_not_current())
        current.password_hash, current.password_changed_at = password_hash, now()
        forget_links(session, user.id)
        end_others(session, user.id, kept=actor.session_id)


def _require_current(user: User, password: str, address: str) -> None:
    """A stolen token must not serve to guess the password, so failures count as those of signing in."""
    throttles.begin_login(user.username, address)
    if not passwords.verify(user.password_hash, password).right:
        raise _not_current()
    throttles.login_succeeded(user.username, address)


def _unchanged(session: Session, checked: User, or_else: ServiceError) -> User:
    """The account as it is now, locked. Raises `or_else` if its password changed while a hash was made of the old."""
    current = queries.locked_users(session, checked.id)[checked.id]
    if current.is_blocked:
        raise policies.blocked()
    if current.password_changed_at != checked.password_changed_at:
        raise or_else
    return current


def _not_current() -> InvalidInput:
    why = "This is not your current password."
    return InvalidInput.field("current_password", why, code="accounts.wrong_password")


def _wrong() -> Unauthenticated:
    return Unauthenticated("accounts.wrong_credentials", "The user name or the password is wrong.")
