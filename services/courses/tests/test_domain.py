"""The rules of enrolment, without I/O."""

from __future__ import annotations

from datetime import date

import pytest

from courses.domain import Status, average_rating, dates_in_order, may_enrol_again


@pytest.mark.parametrize(
    ("start", "end", "good"),
    [
        (date(2026, 1, 1), date(2026, 1, 1), True),
        (date(2026, 1, 2), date(2026, 1, 1), False),
        (None, date(2026, 1, 1), True),
        (date(2026, 1, 1), None, True),
        (None, None, True),
    ],
)
def test_a_course_may_not_end_before_it_starts(start: date | None, end: date | None, good: bool) -> None:
    assert dates_in_order(start, end) is good


@pytest.mark.parametrize(
    ("status", "allowed"), [(None, True), (Status.LEFT, True), (Status.ACTIVE, True), (Status.BLOCKED, False)]
)
def test_only_blocking_keeps_a_student_out(status: Status | None, allowed: bool) -> None:
    assert may_enrol_again(status) is allowed


def test_it_gives_no_average_without_ratings() -> None:
    assert average_rating(0, 0) is None
    assert average_rating(13, 3) == 4.33
