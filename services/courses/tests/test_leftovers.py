"""Nothing is left behind: rows and files are counted before and after."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from chassis.clock import now
from chassis.errors import NotFound
from chassis.storage import Upload, discards
from courses import intake, schemas
from courses.models import Base
from courses.usecases import catalogue, enrolment, openings, ratings
from courses.usecases import materials as materials_usecases
from services.courses.tests import samples
from services.courses.tests.cast import ALICE, BOB, CHARLIE
from services.courses.tests.shelf import Shelf


def inventory(shelf: Shelf) -> dict[str, int]:
    """How many rows each table has, and how many files there are."""
    counted = {table: shelf.count(table) for table in Base.metadata.tables}
    return {**counted, "files": len(shelf.files.storage.list_keys("materials"))}


def fill(shelf: Shelf) -> None:
    """Some of everything that can hang on a course."""
    enrolment.enroll(shelf.db, CHARLIE, shelf.course.id)
    enrolment.block_student(shelf.db, ALICE, shelf.course.id, CHARLIE.id)
    ratings.give_feedback(shelf.db, BOB, schemas.FeedbackBody(course=shelf.course.id, rating=5))
    for content, kind, filename in (
        (samples.PDF, "document", "a.pdf"),
        (samples.picture(), "image", "a.png"),
        (samples.MP4, "video", "a.mp4"),
    ):
        openings.open_material(shelf.db, BOB, shelf.add(content, kind, filename=filename).id)


def test_deleting_a_course_takes_all_that_hangs_on_it_and_nothing_else(shelf: Shelf) -> None:
    other = catalogue.create_course(shelf.db, ALICE, schemas.CourseBody(title="Botany", code="BOT-1")).body
    assert other is not None
    neighbour = Shelf(shelf.db, shelf.files, other)
    enrolment.enroll(shelf.db, BOB, other.id)
    fill(neighbour)
    catalogue.delete_course(shelf.db, shelf.files, ALICE, shelf.course.id)
    before = inventory(shelf)
    course = catalogue.create_course(shelf.db, ALICE, schemas.CourseBody(title="Biology", code="BIO-101")).body
    assert course is not None
    shelf.course = course
    enrolment.enroll(shelf.db, BOB, course.id)
    fill(shelf)
    full = inventory(shelf)
    assert {name for name in before if full[name] == before[name]} == {"discarded_objects"}
    catalogue.delete_course(shelf.db, shelf.files, ALICE, course.id)
    assert inventory(shelf) == before


@pytest.fixture
def slow(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whenever a file has been taken in, the course is deleted before anything refers to the file."""

    def take_in_slowly(*arguments: object) -> intake.Kept:
        kept = intake.take_in(*arguments)  # type: ignore[arg-type]
        catalogue.delete_course(shelf.db, shelf.files, ALICE, shelf.course.id)
        return kept

    monkeypatch.setattr(materials_usecases, "take_in", take_in_slowly)


@pytest.mark.usefixtures("slow")
def test_a_file_whose_course_is_deleted_while_it_arrives_goes_with_it(shelf: Shelf) -> None:
    with pytest.raises(NotFound):
        shelf.add()
    assert set(inventory(shelf).values()) == {0}


def test_so_does_one_that_was_to_replace_another(shelf: Shelf, request: pytest.FixtureRequest) -> None:
    added = shelf.add()
    request.getfixturevalue("slow")
    arrived = shelf.arrive(b"plain text", "notes.txt")
    with pytest.raises(NotFound):
        shelf.of(ALICE).change(added.id, {}, arrived)
    assert set(inventory(shelf).values()) == {0}


def test_a_call_that_is_delivered_again_does_not_have_the_file_in_use_swept(shelf: Shelf) -> None:
    body = shelf.body(samples.PDF)
    shelf.of(ALICE).upload(body)
    intake.take_in(shelf.db, shelf.files, body.file, body.material_type)
    assert sweep_later(shelf) == 0
    assert len(shelf.stored()) == 1


def test_a_replaced_file_stays_until_the_change_is_certain(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    added = shelf.add()
    before = shelf.stored()
    monkeypatch.setattr(materials_usecases, "_put_file", fail)
    arrived: Upload = shelf.arrive(b"plain text", "notes.txt")
    with pytest.raises(ZeroDivisionError):
        shelf.of(ALICE).change(added.id, {}, arrived)
    assert shelf.stored() == before
    assert shelf.rows() == (1, 0)


def fail(*_: object) -> None:
    raise ZeroDivisionError


def sweep_later(shelf: Shelf) -> int:
    """Sweep as if everything that waits were due."""
    with shelf.db.write() as session:
        session.execute(update(discards.discarded).values(due=now()))
    return discards.sweep(shelf.db, shelf.files.delete)
