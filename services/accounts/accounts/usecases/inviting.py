"""What all ways of inviting share: may this be sent, and sending it. Works within the caller's transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from accounts import queries
from accounts.domain import INVITATION_LIFE, InvitationStatus, Problem, standing
from accounts.letters import Letter
from accounts.models import Invitation, KnownCourse, User
from accounts.schemas import InvitationBody
from chassis.clock import wire
from chassis.events import emit
from chassis.text import text_key


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What has to be known to judge some invitations: who has an account, whom others invite, the sender's courses."""

    members: Collection[str]
    pending: Mapping[str, Invitation]
    courses: Mapping[int, KnownCourse]


def look_around(session: Session, inviter_id: int, wanted: Sequence[InvitationBody]) -> Surroundings:
    """What has to be known to judge these, in three queries."""
    keys = [text_key(one.email) for one in wanted]
    course_ids = {one.course for one in wanted if one.course is not None}
    return Surroundings(
        members=queries.email_keys_in_use(session, keys),
        pending=queries.pending_invitations(session, keys),
        courses=queries.courses_taught(session, inviter_id, course_ids),
    )


def problem_with(wanted: InvitationBody, around: Surroundings, moment: datetime) -> Problem | None:
    """Why this cannot be sent, if it cannot."""
    key = text_key(wanted.email)
    if key in around.members:
        return Problem("email", "accounts.already_a_user", "Somebody with this e-mail address has an account already.")
    held = around.pending.get(key)
    if held is not None and status_of(held, moment) is InvitationStatus.PENDING:
        return Problem("email", "accounts.already_invited", "An invitation to this address is pending already.")
    if wanted.course is not None and wanted.course not in around.courses:
        return Problem("course", "accounts.not_your_course", "You teach no such course.")
    return None


def store(
    session: Session,
    inviter: User,
    wanted: Sequence[InvitationBody],
    around: Surroundings,
    letters: Sequence[Letter],
    moment: datetime,
) -> list[Invitation]:
    """Store what has no problem, and tell whoever writes the mails."""
    for one in wanted:
        if overdue := around.pending.get(text_key(one.email)):
            close(overdue, InvitationStatus.EXPIRED)
    session.flush()
    made = [_row(inviter, one, letter, moment) for one, letter in zip(wanted, letters, strict=True)]
    session.add_all(made)
    session.flush()
    for invitation, letter in zip(made, letters, strict=True):
        tell(session, invitation, inviter, around.courses.get(invitation.course_id or 0), letter)
    return made


def tell(session: Session, invitation: Invitation, inviter: User, course: KnownCourse | None, letter: Letter) -> None:
    """An invitation is to be mailed, for the first time or again."""
    data = {
        "invitation_id": invitation.id,
        "email": invitation.email,
        "full_name": invitation.full_name,
        "user_type": invitation.user_type,
        "inviter_id": inviter.id,
        "inviter_name": inviter.full_name or inviter.username,
        "course_id": invitation.course_id,
        "course_title": course.title if course else None,
        "sealed_token": letter.sealed,
        "expires_at": wire(invitation.expires_at),
        "attempt": invitation.attempt,
    }
    emit(session, "accounts.invitation_sent", data, aggregate=f"invitation:{invitation.id}")


def close(invitation: Invitation, status: InvitationStatus) -> None:
    """It is not pending any more; its address is free for another."""
    invitation.status, invitation.pending_key = status, None


def status_of(invitation: Invitation, moment: datetime) -> InvitationStatus:
    """What an invitation is at this moment."""
    return standing(InvitationStatus(invitation.status), invitation.expires_at, moment)


def _row(inviter: User, wanted: InvitationBody, letter: Letter, moment: datetime) -> Invitation:
    return Invitation(
        inviter_id=inviter.id,
        email=wanted.email,
        pending_key=text_key(wanted.email),
        full_name=wanted.full_name,
        user_type=wanted.user_type,
        course_id=wanted.course,
        status=InvitationStatus.PENDING,
        token_hash=letter.digest,
        attempt=1,
        created_at=moment,
        expires_at=moment + INVITATION_LIFE,
    )
