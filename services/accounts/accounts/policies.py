"""Who may do what with an account."""

from __future__ import annotations

from accounts.domain import Registration, UserType
from accounts.models import User
from chassis.call import Actor
from chassis.errors import Forbidden, NotFound, Unauthenticated


def require_may_register(mode: Registration, user_type: UserType) -> None:
    """Raises Forbidden where people of this kind do not make their own accounts."""
    if mode is Registration.INVITE:
        raise Forbidden(
            "accounts.registration_closed", "Accounts are made by invitation here. Ask your school for one."
        )
    if mode is Registration.STUDENTS and user_type is not UserType.STUDENT:
        raise Forbidden(
            "accounts.registration_closed", "Only students may register here. Ask your school for an account."
        )


def may_see_email(actor: Actor, user: User, is_teacher: bool) -> bool:
    """Oneself, admins, and whoever teaches this student."""
    return actor.id == user.id or actor.role == UserType.ADMIN or is_teacher


def require_may_block(actor: Actor, admin: User | None, user_id: int) -> None:
    """Raises Forbidden for oneself, and for an admin who has just been blocked.

    Admins may block each other. Since whoever blocks is an unblocked admin and stays one, there is always one left.
    """
    if actor.id == user_id:
        raise Forbidden("accounts.own_account", "You cannot block yourself.")
    if admin is None or admin.is_blocked:
        raise blocked()


def blocked() -> Forbidden:
    """The account exists and may not be used."""
    return Forbidden("accounts.blocked", "This account is blocked. Please ask your school.")


def not_signed_in() -> Unauthenticated:
    """One answer for tokens that are unknown, ended or expired."""
    return Unauthenticated("accounts.not_signed_in", "Please sign in again.")


def no_such_user() -> NotFound:
    """There is no account with this id or name."""
    return NotFound("accounts.not_found", "There is no such person.")


def no_such_update() -> NotFound:
    """One answer for posts that are not there, and those that may not be seen or changed."""
    return NotFound("accounts.update_not_found", "There is no such post.")


def no_such_invitation() -> NotFound:
    """One answer for invitations that are not there, and those of others."""
    return NotFound("accounts.invitation_not_found", "There is no such invitation.")
