"""Every SELECT. `lock` holds a row until the transaction ends, where the next step depends on what is in it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import CompoundSelect, Select, and_, func, not_, or_, select
from sqlalchemy.orm import Session

from chassis.database.searching import SearchIndex, has_words
from courses.domain import Status
from courses.models import Course, Enrolment, Feedback, Material, MaterialView

_WORDS_OF_COURSES = SearchIndex(Course.id, Course.search_text)


def course(session: Session, course_id: int, lock: bool = False) -> Course | None:
    """One course."""
    return session.get(Course, course_id, with_for_update=lock)


def course_with_code(session: Session, code_key: str) -> Course | None:
    """The course that has this code."""
    return session.scalars(select(Course).where(Course.code_key == code_key)).one_or_none()


def enrolment(session: Session, course_id: int, student_id: int) -> Enrolment | None:
    """A student's enrolment in a course, whatever its status."""
    return session.scalars(
        select(Enrolment).where(Enrolment.course_id == course_id, Enrolment.student_id == student_id)
    ).one_or_none()


def courses_for(
    session: Session, user_id: int, search: str, mine: bool, enrolled: bool, teacher: int | None
) -> Select[Course]:
    """The courses somebody may see, narrowed; `search` is words that all have to be in title, code or description."""
    wanted = select(Course)
    if mine:
        wanted = wanted.where(Course.teacher_id == user_id)
    if enrolled:
        wanted = wanted.where(Course.id.in_(_attended(user_id)))
    if not (mine or enrolled):
        wanted = wanted.where(or_(Course.is_active, Course.teacher_id == user_id, Course.id.in_(_attended(user_id))))
    if teacher is not None:
        wanted = wanted.where(Course.teacher_id == teacher)
    return _WORDS_OF_COURSES.narrow(session, wanted, search)


def count_visible(session: Session, user_id: int) -> int:
    """How many courses somebody may see: all but those hidden from them, for which an index is small."""
    every = select(func.count()).select_from(Course).scalar_subquery()
    hidden = (
        select(func.count())
        .select_from(Course)
        .where(not_(Course.is_active), Course.teacher_id != user_id, Course.id.not_in(_attended(user_id)))
        .scalar_subquery()
    )
    return int(session.scalars(select(every - hidden)).one())


def _attended(user_id: int) -> Select[int]:
    """Ids of the courses somebody is an active student of."""
    return select(Enrolment.course_id).where(Enrolment.student_id == user_id, Enrolment.status == Status.ACTIVE)


def _member_of(user_id: int) -> CompoundSelect[int]:
    """Ids of the courses somebody teaches or is an active student of."""
    return select(Course.id).where(Course.teacher_id == user_id).union(_attended(user_id))


def enrolled_among(session: Session, user_id: int, course_ids: Sequence[int]) -> set[int]:
    """Those of the given courses in which somebody is an active student."""
    return set(
        session.scalars(
            select(Enrolment.course_id).where(
                Enrolment.student_id == user_id,
                Enrolment.status == Status.ACTIVE,
                Enrolment.course_id.in_(course_ids),
            )
        )
    )


def enrolments_of_student(student_id: int) -> Select[Enrolment, str]:
    """A student's enrolments with the courses' titles."""
    return _enrolments().where(Enrolment.student_id == student_id)


def enrolments_of_teacher(teacher_id: int) -> Select[Enrolment, str]:
    """The enrolments in all courses of a teacher."""
    return _enrolments().where(Course.teacher_id == teacher_id)


def _enrolments() -> Select[Enrolment, str]:
    return select(Enrolment, Course.title).join(Course, Course.id == Enrolment.course_id)


def all_enrolments(session: Session) -> Sequence[Enrolment]:
    """Every enrolment, in the order they were made."""
    return session.scalars(select(Enrolment).order_by(Enrolment.id)).all()


def active_in(course_id: int) -> Select[Enrolment]:
    """The active enrolments of a course."""
    return select(Enrolment).where(and_(Enrolment.course_id == course_id, Enrolment.status == Status.ACTIVE))


def student_ids(session: Session, course_id: int, after: int = 0, limit: int | None = None) -> list[int]:
    """Ids of a course's active students above `after`, ascending; all of them without `limit`."""
    wanted = (
        select(Enrolment.student_id)
        .where(Enrolment.course_id == course_id, Enrolment.status == Status.ACTIVE, Enrolment.student_id > after)
        .order_by(Enrolment.student_id)
        .limit(limit)
    )
    return list(session.scalars(wanted))


def course_ids_for(session: Session, user_id: int, after: int, limit: int) -> list[int]:
    """Ids of the courses somebody teaches or is an active student of, above `after`, ascending."""
    both = _member_of(user_id).subquery()
    return list(session.scalars(select(both.c.id).where(both.c.id > after).order_by(both.c.id).limit(limit)))


def feedback(session: Session, feedback_id: int, lock: bool = False) -> Feedback | None:
    """One rating."""
    return session.get(Feedback, feedback_id, with_for_update=lock)


def feedback_by(session: Session, course_id: int, student_id: int) -> Feedback | None:
    """A student's rating of a course."""
    return session.scalars(
        select(Feedback).where(Feedback.course_id == course_id, Feedback.student_id == student_id)
    ).one_or_none()


def feedback_readable_by(user_id: int) -> Select[Feedback]:
    """The ratings of all courses somebody teaches or is an active student of."""
    return select(Feedback).where(Feedback.course_id.in_(_member_of(user_id)))


def rating_histogram(session: Session, course_id: int) -> list[int]:
    """How many ratings of 1, 2, 3, 4 and 5 a course has."""
    rows = session.execute(
        select(Feedback.rating, func.count()).where(Feedback.course_id == course_id).group_by(Feedback.rating)
    )
    counted = {rating: count for rating, count in rows}
    return [counted.get(rating, 0) for rating in range(1, 6)]


def material(session: Session, material_id: int, lock: bool = False) -> Material | None:
    """One piece of material."""
    return session.get(Material, material_id, with_for_update=lock)


def material_with_key(session: Session, key: str) -> Material | None:
    """The material whose file is there."""
    return session.scalars(select(Material).where(Material.key == key)).one_or_none()


def materials_readable_by(user_id: int, search: str = "") -> Select[Material]:
    """The material of all courses somebody teaches or is an active student of, with all words in the title."""
    wanted = select(Material).where(Material.course_id.in_(_member_of(user_id)))
    return wanted.where(*has_words(search, Material.title_key))


def material_view(session: Session, material_id: int, student_id: int) -> MaterialView | None:
    """Whether and how often a student has opened a piece of material."""
    return session.scalars(
        select(MaterialView).where(MaterialView.material_id == material_id, MaterialView.student_id == student_id)
    ).one_or_none()


def views_of(material_id: int) -> Select[MaterialView]:
    """Who has opened a piece of material."""
    return select(MaterialView).where(MaterialView.material_id == material_id)


def bytes_of_materials(session: Session, teacher_id: int) -> int:
    """How much the files of all courses of a teacher take."""
    own = select(func.sum(Material.size)).join(Course, Course.id == Material.course_id)
    return session.scalar(own.where(Course.teacher_id == teacher_id)) or 0


def keys_of_materials(session: Session, course_id: int) -> list[str]:
    """Where the files of a course are."""
    return list(session.scalars(select(Material.key).where(Material.course_id == course_id)))
