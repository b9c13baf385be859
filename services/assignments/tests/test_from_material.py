"""Making an assignment from a PDF that the course has already, without sending it again."""

from __future__ import annotations

import pytest

from assignments.clients import SourceFile
from assignments.domain import AssignmentStatus, AssignmentType
from assignments.schemas.generation import MaterialGenerateBody
from assignments.usecases import generating, producing
from chassis.call import Actor
from chassis.errors import InvalidInput, NotFound, TooLarge
from services.assignments.tests import samples
from services.assignments.tests.bench import PDF, Bench, bench
from services.assignments.tests.conftest import ALICE, BIOLOGY, BOB, CHARLIE, DANA

__all__ = ["bench"]

LECTURE, KEY = 9, "materials/0123456789abcdef/lecture.pdf"
BODY = MaterialGenerateBody(material=LECTURE, assignment_type=AssignmentType.QUIZ, count=4)


def _has(bench: Bench, content: bytes, size: int | None = None) -> None:
    bench.room.files.put(KEY, content)
    file = SourceFile(BIOLOGY, "The first lecture", KEY, "lecture.pdf", len(content) if size is None else size)
    bench.room.courses.materials[LECTURE] = file


def test_a_quiz_is_made_of_the_course_s_material_and_keeps_its_source(bench: Bench) -> None:
    _has(bench, PDF)
    begun = generating.generate_from_material(bench.room.desk(), BODY).body
    assert begun is not None
    assert (begun.status, begun.title, begun.course) == (AssignmentStatus.GENERATING, "The first lecture", BIOLOGY)
    bench.room.files.delete(KEY)
    assert producing.work(bench.workshop())
    made = bench.see(begun.id)
    assert (made.status, made.error) == (AssignmentStatus.DRAFT, None)
    assert made.source_file is not None
    (copy,) = bench.room.files.storage.list_keys("sources")
    assert copy.endswith("/lecture.pdf")


@pytest.mark.parametrize("who", [BOB, CHARLIE, DANA])
def test_nobody_else_makes_anything_of_it(bench: Bench, who: Actor) -> None:
    _has(bench, PDF)
    with pytest.raises(NotFound):
        generating.generate_from_material(bench.room.desk(who), BODY)
    assert bench.room.files.storage.list_keys("sources") == []


def test_material_that_cannot_be_used_is_refused_at_once(bench: Bench) -> None:
    _has(bench, samples.scanned())
    with pytest.raises(InvalidInput) as refused:
        generating.generate_from_material(bench.room.desk(ALICE), BODY)
    assert refused.value.code == "assignments.no_text"
    assert list(refused.value.details["errors"]) == ["material"]
    _has(bench, PDF, size=101 * 1024 * 1024)
    with pytest.raises(TooLarge):
        generating.generate_from_material(bench.room.desk(ALICE), BODY)


def test_material_whose_file_has_just_gone_is_not_found(bench: Bench) -> None:
    _has(bench, PDF)
    bench.room.files.delete(KEY)
    with pytest.raises(NotFound):
        generating.generate_from_material(bench.room.desk(ALICE), BODY)
