"""Every SELECT."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, or_, select, union
from sqlalchemy.orm import Session

from accounts.domain import InvitationStatus, UserType
from accounts.models import Invitation, KnownCourse, KnownMember, LoginSession, PasswordReset, StatusUpdate, User
from chassis.database.searching import SearchIndex
from chassis.text import text_key

_NAMES = SearchIndex(User.id, User.username_key, User.full_name_key)


def user(session: Session, user_id: int) -> User | None:
    """One account."""
    return session.get(User, user_id)


def locked_users(session: Session, *user_ids: int) -> dict[int, User]:
    """Accounts by id, held until the transaction ends (in the order of their ids, so that nobody deadlocks)."""
    wanted = select(User).where(User.id.in_(user_ids)).order_by(User.id).with_for_update()
    return {found.id: found for found in session.scalars(wanted)}


def user_named(session: Session, username: str) -> User | None:
    """The account with this user name, in whatever case."""
    return session.scalars(select(User).where(User.username_key == text_key(username))).one_or_none()


def user_with_email(session: Session, email: str) -> User | None:
    """The account with this e-mail address, in whatever case."""
    return session.scalars(select(User).where(User.email_key == text_key(email))).one_or_none()


def users_among(session: Session, user_ids: Sequence[int]) -> Sequence[User]:
    """Those of the given accounts that exist."""
    return session.scalars(select(User).where(User.id.in_(user_ids))).all()


def users_matching(session: Session, search: str, user_type: UserType | None) -> Select[User]:
    """Accounts of one kind (or any) in whose user name or full name every word of `search` stands."""
    wanted = select(User)
    if user_type is not None:
        wanted = wanted.where(User.user_type == user_type)
    return _NAMES.narrow(session, wanted, search)


def session_of_token(session: Session, digest: str) -> tuple[LoginSession, User] | None:
    """The session a token belongs to, whatever became of it, with its account."""
    wanted = select(LoginSession, User).join(User, User.id == LoginSession.user_id)
    row = session.execute(wanted.where(LoginSession.token_hash == digest)).one_or_none()
    return None if row is None else (row[0], row[1])


def live_sessions(user_id: int, moment: datetime) -> Select[LoginSession]:
    """The sessions somebody is signed in with."""
    return select(LoginSession).where(
        LoginSession.user_id == user_id, LoginSession.ended_at.is_(None), LoginSession.expires_at > moment
    )


def known_course(session: Session, course_id: int, *, locked: bool = False) -> KnownCourse | None:
    """What is known of a course, also of one that is gone."""
    return session.get(KnownCourse, course_id, with_for_update=locked)


def locked_member(session: Session, course_id: int, student_id: int) -> KnownMember | None:
    """What is known of a student's place in a course, also of one who left, held until the transaction ends."""
    return session.get(KnownMember, (course_id, student_id), with_for_update=True)


def people_around(user_id: int) -> CompoundSelect[int]:
    """The ids of all who are in a course that this person teaches or attends, this person among them."""
    taught = select(KnownCourse.id).where(KnownCourse.teacher_id == user_id, ~KnownCourse.is_gone)
    attended = (
        select(KnownMember.course_id)
        .join(KnownCourse, KnownCourse.id == KnownMember.course_id)
        .where(KnownMember.student_id == user_id, KnownMember.is_active, ~KnownCourse.is_gone)
    )
    courses = union(taught, attended).cte("own_courses")
    return union(
        select(KnownCourse.teacher_id).where(KnownCourse.id.in_(select(courses.c.id))),
        select(KnownMember.student_id).where(KnownMember.course_id.in_(select(courses.c.id)), KnownMember.is_active),
    )


def readers_of(session: Session, author_id: int, limit: int) -> list[int]:
    """Those in whose feed this person is, ascending: so many of the people around, and oneself."""
    around = session.scalars(people_around(author_id).limit(limit))
    return sorted({author_id, *around})


def taught_among(session: Session, teacher_id: int, user_ids: Collection[int]) -> set[int]:
    """Which of these people are students in a course of this teacher's."""
    wanted = (
        select(KnownMember.student_id)
        .join(KnownCourse, KnownCourse.id == KnownMember.course_id)
        .where(KnownMember.student_id.in_(user_ids), KnownMember.is_active)
        .where(KnownCourse.teacher_id == teacher_id, ~KnownCourse.is_gone)
    )
    return set(session.scalars(wanted))


def password_reset(session: Session, digest: str) -> PasswordReset | None:
    """The link a token belongs to."""
    return session.get(PasswordReset, digest)


def status_update(session: Session, update_id: int) -> StatusUpdate | None:
    """One post."""
    return session.get(StatusUpdate, update_id)


def posts_of(user_id: int) -> Select[StatusUpdate]:
    """What somebody posted."""
    return select(StatusUpdate).where(StatusUpdate.author_id == user_id)


def feed_of(user_id: int) -> Select[StatusUpdate]:
    """What somebody posted, and those they share a course with."""
    around = people_around(user_id).subquery()
    return select(StatusUpdate).where(
        or_(StatusUpdate.author_id == user_id, StatusUpdate.author_id.in_(select(around)))
    )


def email_keys_in_use(session: Session, keys: Collection[str]) -> set[str]:
    """Which of these addresses have an account."""
    return set(session.scalars(select(User.email_key).where(User.email_key.in_(keys))))


def pending_invitations(session: Session, keys: Collection[str]) -> dict[str, Invitation]:
    """The invitations to these addresses that nobody has closed, expired ones too."""
    found = session.scalars(select(Invitation).where(Invitation.pending_key.in_(keys)))
    return {one.pending_key: one for one in found if one.pending_key}


def courses_taught(session: Session, teacher_id: int, course_ids: Collection[int]) -> dict[int, KnownCourse]:
    """Those of these courses that this person teaches."""
    wanted = select(KnownCourse).where(KnownCourse.id.in_(course_ids), KnownCourse.teacher_id == teacher_id)
    return {course.id: course for course in session.scalars(wanted.where(~KnownCourse.is_gone))}


def course_of_invitation(session: Session, invitation: Invitation) -> KnownCourse | None:
    """The course that somebody is invited into, as long as the sender teaches it."""
    if invitation.course_id is None:
        return None
    return courses_taught(session, invitation.inviter_id, {invitation.course_id}).get(invitation.course_id)


def course_ids_by_title(session: Session, teacher_id: int) -> dict[str, int]:
    """The courses somebody teaches, by title in whatever case; of several with one title the newest."""
    wanted = select(KnownCourse).where(KnownCourse.teacher_id == teacher_id, ~KnownCourse.is_gone)
    return {text_key(course.title): course.id for course in session.scalars(wanted.order_by(KnownCourse.id))}


def locked_invitation(session: Session, invitation_id: int) -> Invitation | None:
    """One invitation, held until the transaction ends."""
    return session.scalars(select(Invitation).where(Invitation.id == invitation_id).with_for_update()).one_or_none()


def invitation_of_token(session: Session, digest: str) -> Invitation | None:
    """The invitation a token belongs to, whatever became of it, held until the transaction ends."""
    return session.scalars(select(Invitation).where(Invitation.token_hash == digest).with_for_update()).one_or_none()


def invitations_of(user_id: int, status: InvitationStatus | None, moment: datetime) -> Select[Invitation]:
    """What somebody sent, or what of it stands so at this moment."""
    wanted = select(Invitation).where(Invitation.inviter_id == user_id)
    return wanted if status is None else wanted.where(_stands(status, moment))


def _stands(status: InvitationStatus, moment: datetime) -> ColumnElement[bool]:
    """`domain.standing` in SQL."""
    pending = Invitation.status == InvitationStatus.PENDING
    if status is InvitationStatus.PENDING:
        return and_(pending, Invitation.expires_at > moment)
    stored = Invitation.status == status
    if status is InvitationStatus.EXPIRED:
        return or_(stored, and_(pending, Invitation.expires_at <= moment))
    return stored
