"""Mails that are no news: invitations and new passwords. They hold a token, sealed until the mail is written."""

from __future__ import annotations

from chassis.clock import wire
from chassis.database import Store
from notifications.domain.mails import MailKind
from notifications.news import InvitationSent, PasswordResetRequested
from notifications.usecases.queue import put_once


def invite(db: Store, invitation: InvitationSent) -> None:
    """Invite somebody who has no account, once for each time the invitation is sent."""
    put_once(
        db,
        f"invitation:{invitation.invitation_id}:{invitation.attempt}",
        MailKind.INVITATION,
        address=invitation.email,
        facts={
            "name": invitation.full_name,
            "inviter": invitation.inviter_name,
            "course": invitation.course_title,
            "sealed_token": invitation.sealed_token,
            "expires_at": wire(invitation.expires_at),
        },
    )


def reset_password(db: Store, event_id: str, request: PasswordResetRequested) -> None:
    """Send somebody the link to a new password; to the account's address, in its language."""
    put_once(
        db,
        f"password-reset:{event_id}",
        MailKind.PASSWORD_RESET,
        recipient_id=request.user_id,
        facts={"sealed_token": request.sealed_token, "expires_at": wire(request.expires_at)},
    )
