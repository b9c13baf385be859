"""Invitations one by one: sending, listing, sending again, revoking."""

from __future__ import annotations

import time

from sqlalchemy.orm import Session

from accounts import letters, policies, queries, schemas, throttles
from accounts.domain import INVITATION_LIFE, InvitationStatus, Problem, UserType
from accounts.models import Invitation, KnownCourse, User
from accounts.usecases import inviting
from chassis.call import Actor
from chassis.clock import now
from chassis.database import Store
from chassis.database.paging import newest_first
from chassis.errors import Conflict, InvalidInput
from chassis.reply import Page, Reply
from chassis.text import text_key

NEWS_SECONDS = 2.0
"""How long a new course's first news may take to arrive; who has just made one invites into it at once."""


def list_invitations(db: Store, actor: Actor, query: schemas.InvitationQuery) -> Page[schemas.Invitation]:
    """The actor's invitations, newest first."""
    moment = now()
    wanted = queries.invitations_of(actor.id, query.status, moment)
    with db.read() as session:
        found = newest_first(session, wanted, Invitation.id, query)
        sent: list[Invitation] = [row[0] for row in found.rows]
        courses = queries.courses_taught(session, actor.id, {one.course_id for one in sent if one.course_id})
    answers = [_as_answer(one, courses.get(one.course_id or 0)) for one in sent]
    return Page(answers, found.next_cursor, found.total)


def get_invitation(db: Store, actor: Actor, invitation_id: int) -> schemas.Invitation:
    """One invitation. Raises NotFound, also for one that somebody else sent."""
    with db.read() as session:
        found = _own(session, actor, invitation_id)
        return _as_answer(found, queries.course_of_invitation(session, found))


def invite(db: Store, actor: Actor, body: schemas.InvitationBody) -> Reply[schemas.Invitation]:
    """Invite somebody. Raises InvalidInput for whom one cannot invite, TooMany."""
    throttles.check_invitations(actor.id)
    _wait_for_news(db, actor, body.course)
    letter = letters.write(letters.INVITATION)
    with db.write() as session:
        inviter, moment = _inviter(session, actor), now()
        around = inviting.look_around(session, actor.id, [body])
        refuse(inviting.problem_with(body, around, moment))
        (made,) = inviting.store(session, inviter, [body], around, [letter], moment)
        db.after_commit(lambda: throttles.count_invitations(actor.id, 1))
        answer = _as_answer(made, around.courses.get(made.course_id or 0))
    return Reply(answer, status=201, location=f"/api/invitations/{answer.id}/")


def resend(db: Store, actor: Actor, invitation_id: int) -> schemas.Invitation:
    """Send an invitation again, with a new link that is good for another 30 days; the old link is dead.

    Raises NotFound, Conflict when it was accepted or revoked, InvalidInput for whom one cannot invite now, TooMany.
    """
    throttles.check_invitations(actor.id)
    get_invitation(db, actor, invitation_id)
    throttles.count_resend(invitation_id)
    letter = letters.write(letters.INVITATION)
    with db.write() as session:
        found, inviter, moment = _own(session, actor, invitation_id), _inviter(session, actor), now()
        _require_open(found)
        refuse(_problem_with_again(session, found))
        found.token_hash, found.attempt = letter.digest, found.attempt + 1
        found.status, found.pending_key = InvitationStatus.PENDING, text_key(found.email)
        found.resent_at, found.expires_at = moment, moment + INVITATION_LIFE
        session.flush()
        course = queries.course_of_invitation(session, found)
        inviting.tell(session, found, inviter, course, letter)
        db.after_commit(lambda: throttles.count_invitations(actor.id, 1))
        return _as_answer(found, course)


def revoke(db: Store, actor: Actor, invitation_id: int) -> None:
    """Take an invitation back; its link is dead. Raises NotFound, Conflict when it was accepted."""
    with db.write() as session:
        found = _own(session, actor, invitation_id)
        if found.status == InvitationStatus.ACCEPTED:
            raise Conflict("accounts.invitation_accepted", "This invitation was accepted already.")
        inviting.close(found, InvitationStatus.REVOKED)


def refuse(problem: Problem | None) -> None:
    """Raises InvalidInput when there is a problem."""
    if problem is not None:
        raise InvalidInput.field(problem.field, problem.message, code=problem.code)


def _own(session: Session, actor: Actor, invitation_id: int) -> Invitation:
    found = queries.locked_invitation(session, invitation_id)
    if found is None or found.inviter_id != actor.id:
        raise policies.no_such_invitation()
    return found


def _inviter(session: Session, actor: Actor) -> User:
    user = queries.user(session, actor.id)
    if user is None:
        raise policies.not_signed_in()
    return user


def _require_open(invitation: Invitation) -> None:
    if invitation.status in (InvitationStatus.ACCEPTED, InvitationStatus.REVOKED):
        raise Conflict("accounts.invitation_closed", f"This invitation was {invitation.status} already.")


def _problem_with_again(session: Session, invitation: Invitation) -> Problem | None:
    """As for a new one, except that this very invitation does not stand in its own way."""
    body = schemas.InvitationBody(email=invitation.email)
    around = inviting.look_around(session, invitation.inviter_id, [body])
    others = {key: other for key, other in around.pending.items() if other.id != invitation.id}
    for other in others.values():
        if inviting.status_of(other, now()) is InvitationStatus.EXPIRED:
            inviting.close(other, InvitationStatus.EXPIRED)
    session.flush()
    return inviting.problem_with(body, inviting.Surroundings(around.members, others, {}), now())


def _wait_for_news(db: Store, actor: Actor, course_id: int | None) -> None:
    """Until a course is known, for a little while. What is not known by then is not there."""
    deadline = time.monotonic() + NEWS_SECONDS
    while course_id is not None and time.monotonic() < deadline:
        with db.read() as session:
            if queries.known_course(session, course_id) is not None:
                return
        time.sleep(0.1)


def _as_answer(invitation: Invitation, course: KnownCourse | None) -> schemas.Invitation:
    return schemas.Invitation(
        id=invitation.id,
        email=invitation.email,
        full_name=invitation.full_name,
        user_type=UserType(invitation.user_type),
        course=invitation.course_id,
        course_title=course.title if course else None,
        status=inviting.status_of(invitation, now()),
        expires_at=invitation.expires_at,
        created_at=invitation.created_at,
        resent_at=invitation.resent_at,
    )
