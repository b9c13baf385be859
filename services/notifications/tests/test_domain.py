"""What is said to whom, without I/O."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from notifications.domain import (
    Notice,
    NotificationType,
    Seat,
    added,
    blocked,
    course_deleted,
    enrolled,
    rated,
    unenrolled,
)

SEAT = Seat(
    course_id=5,
    course_title="Biology",
    teacher_id=1,
    teacher_name="Alice Archer",
    student_id=2,
    student_name="Bob Bell",
)


@pytest.mark.parametrize("tell", [enrolled, unenrolled])
def test_the_teacher_is_told_who_came_and_who_left(tell: Callable[[Seat], Notice]) -> None:
    notice = tell(SEAT)
    assert (notice.recipient_id, notice.link) == (1, "/c/5/people")
    assert notice.notification_type is NotificationType.ENROLLMENT
    assert "Bob Bell" in notice.message
    assert "Biology" in notice.message
    assert "Biology" in notice.title


@pytest.mark.parametrize("tell", [added, blocked])
def test_the_student_is_told_who_added_or_removed_them(tell: Callable[[Seat], Notice]) -> None:
    notice = tell(SEAT)
    assert (notice.recipient_id, notice.link) == (2, "/c/5/overview")
    assert notice.notification_type is NotificationType.ENROLLMENT
    assert "Alice Archer" in notice.message
    assert "Biology" in notice.title


@pytest.mark.parametrize(("rating", "said"), [(1, "1 star."), (5, "5 stars.")])
def test_the_teacher_is_told_of_a_rating(rating: int, said: str) -> None:
    notice = rated(SEAT, rating)
    assert (notice.recipient_id, notice.link) == (1, "/c/5/overview")
    assert notice.notification_type is NotificationType.FEEDBACK
    assert notice.message == f"Bob Bell gave Biology {said}"


def test_the_four_facts_read_differently() -> None:
    assert len({tell(SEAT).message for tell in (enrolled, unenrolled, added, blocked)}) == 4


def test_everyone_who_was_in_a_deleted_course_is_told_once() -> None:
    notices = course_deleted("Biology", [7, 8, 7])
    assert [notice.recipient_id for notice in notices] == [7, 8]
    assert {notice.notification_type for notice in notices} == {NotificationType.GENERAL}
    assert {notice.link for notice in notices} == {"/courses"}
    assert "Biology" in notices[0].message
