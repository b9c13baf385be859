"""Accepting an invitation: whoever holds its link makes an account with the invited address, once."""

from __future__ import annotations

from sqlalchemy.orm import Session

from accounts import policies, queries, schemas, throttles
from accounts.domain import Device, InvitationStatus, NewAccount, UserType, token_hash
from accounts.models import Invitation, User
from accounts.photos import Photos
from accounts.usecases import inviting, registration
from accounts.usecases.people import as_own_answer
from accounts.usecases.sessions import start_session
from chassis.clock import now
from chassis.database import Store
from chassis.errors import InvalidInput
from chassis.events import emit
from chassis.reply import Reply


def preview(db: Store, token: str) -> schemas.InvitationPreview:
    """What an invitation says. Raises NotFound, and InvalidInput when it cannot be accepted any more."""
    with db.read() as session:
        invitation, inviter = _open(session, token)
        course = queries.course_of_invitation(session, invitation)
    return schemas.InvitationPreview(
        email=invitation.email,
        full_name=invitation.full_name,
        user_type=UserType(invitation.user_type),
        status=InvitationStatus.PENDING,
        expires_at=invitation.expires_at,
        invited_by_name=inviter.full_name or inviter.username,
        course_title=course.title if course else None,
    )


def accept(db: Store, photos: Photos, token: str, body: schemas.AcceptBody, device: Device) -> Reply[schemas.SignedIn]:
    """Make the account and sign in. Raises NotFound, InvalidInput, TooMany.

    Of two who do so at the same moment, one succeeds: the invitation is looked at again where it is crossed out.
    """
    throttles.count_registration(device.address)
    with db.read() as session:
        invitation, _ = _open(session, token)
    full_name = invitation.full_name if body.full_name is None else body.full_name
    kind = UserType(invitation.user_type)
    account = NewAccount(body.username, invitation.email, body.password, kind, full_name)
    password_hash = registration.checked_hash(db, account)
    with db.write() as session:
        invitation, _ = _open(session, token)
        user = registration.store_account(session, account, password_hash)
        inviting.close(invitation, InvitationStatus.ACCEPTED)
        invitation.accepted_by = user.id
        _tell(session, invitation, user)
        started = start_session(session, user, device)
        answer = schemas.SignedIn(token=started, user=as_own_answer(user, photos))
    return Reply(answer, status=201, location=f"/api/users/{user.id}/")


def _open(session: Session, token: str) -> tuple[Invitation, User]:
    """The pending invitation with this token, locked inside `write()`, and who sent it."""
    invitation = queries.invitation_of_token(session, token_hash(token))
    inviter = queries.user(session, invitation.inviter_id) if invitation else None
    if invitation is None or inviter is None:
        raise policies.no_such_invitation()
    status = inviting.status_of(invitation, now())
    if status is not InvitationStatus.PENDING or inviter.is_blocked:
        raise _not_open(status)
    return invitation, inviter


def _not_open(status: InvitationStatus) -> InvalidInput:
    why = {
        InvitationStatus.ACCEPTED: "This invitation was used already. Please sign in.",
        InvitationStatus.EXPIRED: "This invitation has expired. Ask for a new one.",
    }
    return InvalidInput("accounts.invitation_not_open", why.get(status, "This invitation was taken back."))


def _tell(session: Session, invitation: Invitation, user: User) -> None:
    data = {
        "invitation_id": invitation.id,
        "user_id": user.id,
        "inviter_id": invitation.inviter_id,
        "course_id": invitation.course_id,
    }
    emit(session, "accounts.invitation_accepted", data, aggregate=f"user:{user.id}")
