"""Who has opened which material."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from chassis.cursor import PageQuery
from chassis.database import Store
from chassis.errors import Forbidden, NotFound
from courses import schemas
from courses.usecases import enrolment, openings
from services.courses.tests.cast import ALICE, BOB, CHARLIE, DANA
from services.courses.tests.shelf import Shelf


def views(db: Store, material: schemas.Material, **query: object) -> Sequence[schemas.MaterialView]:
    return openings.list_views(db, ALICE, material.id, PageQuery.model_validate(query)).items


def test_the_teacher_sees_who_opened_it_first_last_and_how_often(shelf: Shelf) -> None:
    added = shelf.add()
    assert views(shelf.db, added) == []
    openings.open_material(shelf.db, BOB, added.id)
    (once,) = views(shelf.db, added)
    assert (once.student, once.times, once.first_opened_at) == (BOB.id, 1, once.last_opened_at)
    openings.open_material(shelf.db, BOB, added.id)
    (twice,) = views(shelf.db, added)
    assert (twice.times, twice.first_opened_at) == (2, once.first_opened_at)
    assert twice.last_opened_at >= once.last_opened_at


def test_the_latest_newcomer_comes_first_page_by_page(shelf: Shelf) -> None:
    added = shelf.add()
    enrolment.enroll(shelf.db, CHARLIE, shelf.course.id)
    for who in (BOB, CHARLIE, BOB):
        openings.open_material(shelf.db, who, added.id)
    first = openings.list_views(shelf.db, ALICE, added.id, PageQuery(limit=1))
    assert ([one.student for one in first.items], first.total) == ([CHARLIE.id], 2)
    assert [one.student for one in views(shelf.db, added, limit=1, cursor=first.next_cursor)] == [BOB.id]


def test_the_teacher_s_own_look_is_not_counted(shelf: Shelf) -> None:
    added = shelf.add()
    openings.open_material(shelf.db, ALICE, added.id)
    assert views(shelf.db, added) == []


def test_outsiders_open_nothing_and_see_nobody(shelf: Shelf) -> None:
    added = shelf.add()
    for who in (CHARLIE, DANA):
        with pytest.raises(NotFound):
            openings.open_material(shelf.db, who, added.id)
        with pytest.raises(NotFound):
            openings.list_views(shelf.db, who, added.id, PageQuery())
    with pytest.raises(NotFound):
        openings.open_material(shelf.db, BOB, added.id + 1)


def test_students_do_not_see_who_else_opened_it(shelf: Shelf) -> None:
    added = shelf.add()
    openings.open_material(shelf.db, BOB, added.id)
    with pytest.raises(Forbidden):
        openings.list_views(shelf.db, BOB, added.id, PageQuery())


def test_who_opened_it_is_forgotten_with_the_material(shelf: Shelf) -> None:
    added = shelf.add()
    openings.open_material(shelf.db, BOB, added.id)
    assert shelf.count("material_views") == 1
    shelf.of(ALICE).delete(added.id)
    assert shelf.count("material_views") == 0
