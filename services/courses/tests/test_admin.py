"""The commands for those who run the system."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest

from chassis.call import Actor
from chassis.clock import now
from chassis.database import Store
from courses import admin, schemas
from courses.domain import days_before
from courses.usecases import enrolment, membership
from services.courses.tests.cast import ALICE


def test_backdating_spreads_enrolments_in_their_order(
    db: Store,
    course: schemas.Course,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for number in range(50, 90):
        enrolment.enroll(db, Actor(number, "student"), course.id)
    monkeypatch.setenv("COURSES_DATABASE_URL", db.engine.url.render_as_string(hide_password=False))
    admin.main(["backdate", "--days", "30"])
    assert "40 enrolments" in capsys.readouterr().out
    listed = membership.list_enrollments(db, ALICE, schemas.EnrolmentQuery()).items
    moments = [one.enrolled_at for one in listed]
    assert moments == sorted(moments, reverse=True)
    assert now() - timedelta(days=31) < moments[-1] < now() - timedelta(days=28)
    assert now() - timedelta(days=2) < moments[0] < now()
    assert len({moment.date() for moment in moments}) > 15


@pytest.mark.parametrize("count", [1, 2, 7, 200])
def test_each_comes_later_than_the_one_before_and_none_in_the_future(count: int) -> None:
    days = [days_before(rank, count, 42) for rank in range(count)]
    assert all(earlier > later for earlier, later in itertools.pairwise(days))
    assert all(0 < one < 43 for one in days)
