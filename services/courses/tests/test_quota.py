"""How much a teacher's material may take: all courses together, freed by what goes, and never passed by two at once."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.errors import TooLarge
from courses import intake, schemas
from courses.config import CoursesSettings
from courses.usecases import catalogue, materials, quota
from services.courses.tests import samples
from services.courses.tests.cast import ALICE, DANA
from services.courses.tests.shelf import Shelf

SIZE = len(samples.PDF)


def allow(monkeypatch: pytest.MonkeyPatch, gigabytes: float) -> None:
    """Let a teacher's material take so much."""
    monkeypatch.setattr(quota, "settings", lambda: CoursesSettings(_env_file=None, teacher_quota_gb=gigabytes))


@pytest.fixture
def room_for_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is room for two PDFs, and not for three."""
    allow(monkeypatch, 2.5 * SIZE / quota.GIGABYTE)


def usage(shelf: Shelf) -> int:
    """What Alice's material takes."""
    return quota.get_usage(shelf.db, ALICE).used


@pytest.mark.usefixtures("room_for_two")
def test_what_does_not_fit_is_refused_and_leaves_nothing(shelf: Shelf) -> None:
    assert quota.get_usage(shelf.db, ALICE) == schemas.MaterialUsage(used=0, allowed=round(2.5 * SIZE))
    shelf.add()
    shelf.add()
    with pytest.raises(TooLarge) as refused:
        shelf.add()
    assert refused.value.code == "courses.quota_exceeded"
    assert usage(shelf) == 2 * SIZE
    assert len(shelf.stored()) == 2
    assert shelf.rows() == (2, 0)


@pytest.mark.usefixtures("room_for_two")
def test_what_goes_makes_room(shelf: Shelf) -> None:
    first = shelf.add()
    shelf.add()
    shelf.of(ALICE).delete(first.id)
    assert usage(shelf) == SIZE
    shelf.add()
    catalogue.delete_course(shelf.db, shelf.files, ALICE, shelf.course.id)
    assert usage(shelf) == 0


@pytest.mark.usefixtures("room_for_two")
def test_all_courses_of_a_teacher_count_and_nobody_elses(shelf: Shelf) -> None:
    shelf.add()
    shelf.add()
    course = catalogue.create_course(shelf.db, ALICE, schemas.CourseBody(title="Chemistry", code="CHE-101")).body
    other = catalogue.create_course(shelf.db, DANA, schemas.CourseBody(title="Physics", code="PHY-101")).body
    assert course is not None
    assert other is not None
    with pytest.raises(TooLarge):
        Shelf(shelf.db, shelf.files, course).add()
    Shelf(shelf.db, shelf.files, other).add(who=DANA)


@pytest.mark.usefixtures("room_for_two")
def test_another_file_counts_for_what_it_is_more_than_the_one_before(shelf: Shelf) -> None:
    material = shelf.add()
    shelf.add()
    smaller = shelf.of(ALICE).change(material.id, {}, shelf.arrive(samples.PDF))
    with pytest.raises(TooLarge):
        shelf.of(ALICE).change(material.id, {}, shelf.arrive(samples.PDF + bytes(SIZE)))
    assert shelf.of(ALICE).get(material.id).size == smaller.size
    assert usage(shelf) == 2 * SIZE


@pytest.mark.usefixtures("room_for_two")
def test_of_two_at_once_only_one_gets_the_last_of_the_room(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    def overtaken(*arguments: Any) -> intake.Kept:
        kept = intake.take_in(*arguments)
        monkeypatch.setattr(materials, "take_in", intake.take_in)
        shelf.add()
        return kept

    shelf.add()
    monkeypatch.setattr(materials, "take_in", overtaken)
    with pytest.raises(TooLarge):
        shelf.add()
    assert usage(shelf) == 2 * SIZE
    assert len(shelf.stored()) == 2


def test_without_a_limit_there_is_none(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    allow(monkeypatch, 0)
    shelf.add()
    assert quota.get_usage(shelf.db, ALICE) == schemas.MaterialUsage(used=SIZE, allowed=None)
