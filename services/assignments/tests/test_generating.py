"""Making an assignment from a PDF, from the file that arrives to the draft that is changed."""

from __future__ import annotations

from typing import Any

import pytest

from assignments.asking.client import Model
from assignments.domain import AssignmentStatus, AssignmentType
from assignments.models import Assignment as Row
from assignments.schemas.content import CardsShown, QuizShown
from assignments.schemas.generation import GenerateBody, RegenerateBody
from assignments.usecases import authoring, generating, producing
from chassis.call import Actor
from chassis.errors import Conflict, Forbidden, InvalidInput, NotFound
from services.assignments.tests import samples
from services.assignments.tests.bench import PDF, Bench, bench
from services.assignments.tests.conftest import BIOLOGY, BOB, CHARLIE, DANA
from services.assignments.tests.stub_model import stub_model

__all__ = ["bench"]


def test_a_quiz_is_made_without_any_model_and_labelled_so(bench: Bench) -> None:
    begun = bench.begin()
    assert (begun.status, begun.title, begun.content) == (AssignmentStatus.GENERATING, "Cells & more", None)
    assert generating.waiting(begun) == {"Retry-After": "1"}
    assert producing.work(bench.workshop())
    made = bench.see(begun.id)
    assert (made.status, made.generator, made.error) == (AssignmentStatus.DRAFT, "basic", None)
    assert generating.waiting(made) == {}
    assert isinstance(made.content, QuizShown)
    assert len(made.content.questions) == 4
    assert all(one.quote and one.page for one in made.content.questions)
    assert made.source_file is not None
    assert not producing.work(bench.workshop())


def test_open_windows_see_every_stage(bench: Bench) -> None:
    made = bench.make()
    stages = [message["data"]["progress"]["stage"] for _, message in bench.live.told]
    assert stages == ["reading", "writing", "checking", "ready"]
    assert {channel for channel, _ in bench.live.told} == {f"assignments.progress.{made.id}"}
    (event,) = generating.get_progress(bench.room.desk(), made.id).events
    assert event.model_dump(mode="json") == bench.live.told[-1][1]


def test_a_deck_is_made_and_published(bench: Bench) -> None:
    begun = bench.begin(assignment_type=AssignmentType.FLASHCARD, title="Words")
    producing.work(bench.workshop())
    with pytest.raises(NotFound):
        authoring.get_assignment(bench.room.desk(BOB), begun.id)
    made = authoring.publish_assignment(bench.room.desk(), begun.id)
    assert isinstance(made.content, CardsShown)
    assert (made.title, len(made.content.cards)) == ("Words", 4)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"hello", "not_a_pdf"),
        (samples.scanned(), "no_text"),
        (samples.encrypted("secret"), "encrypted_pdf"),
        (samples.recursive(), "damaged_pdf"),
    ],
    ids=["text", "scanned", "encrypted", "recursive"],
)
def test_an_unusable_pdf_is_refused_at_once(bench: Bench, content: bytes, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        bench.begin(content)
    assert refused.value.code == f"assignments.{code}"
    assert bench.room.files.storage.list_keys("sources") == []


def test_a_text_without_sentences_is_a_failure_that_is_explained(bench: Bench) -> None:
    begun = bench.begin(samples.pdf(["word " * 100]))
    producing.work(bench.workshop())
    failed = bench.see(begun.id)
    assert failed.error is not None
    assert failed.error.code == "assignments.nothing_found"


def test_sending_the_same_file_again_makes_it_once(bench: Bench) -> None:
    file = bench.room.arrive(PDF)
    body = GenerateBody(course=BIOLOGY, assignment_type=AssignmentType.QUIZ, file=file)
    first = generating.generate(bench.room.desk(), body)
    second = generating.generate(bench.room.desk(), body)
    assert first.body == second.body


@pytest.mark.parametrize("stop", ["cancel", "delete"])
def test_what_is_cancelled_or_deleted_while_the_model_thinks_stays_so(bench: Bench, stop: str) -> None:
    begun = bench.begin()
    desk = bench.room.desk()

    def interrupt(*arguments: Any) -> Model:
        generating.cancel(desk, begun.id) if stop == "cancel" else authoring.delete_assignment(desk, begun.id)
        return Model(*arguments)

    with stub_model() as server:
        shop = bench.workshop(server)
        producing.work(producing.Workshop(shop.db, shop.files, shop.people, shop.live, shop.settings, interrupt))
    if stop == "delete":
        assert bench.room.files.storage.list_keys("sources") == []
        return
    cancelled = bench.see(begun.id)
    assert cancelled.error is not None
    assert (cancelled.status, cancelled.error.code) == (AssignmentStatus.FAILED, "assignments.cancelled")
    with pytest.raises(Conflict):
        generating.cancel(desk, begun.id)
    assert generating.retry(desk, begun.id).status == 202


def test_one_question_is_made_anew_in_its_place(bench: Bench) -> None:
    made = bench.make()
    assert isinstance(made.content, QuizShown)
    second = made.content.questions[1]
    reply = generating.regenerate(bench.room.desk(), made.id, RegenerateBody(item=second.id))
    assert reply.body is not None
    assert generating.waiting(reply.body) != {}
    with pytest.raises(Conflict):
        generating.regenerate(bench.room.desk(), made.id, RegenerateBody(item=second.id))
    producing.work(bench.workshop())
    changed = bench.see(made.id)
    assert isinstance(changed.content, QuizShown)
    assert [one.id for one in changed.content.questions] == [one.id for one in made.content.questions]
    assert [one == other for one, other in zip(changed.content.questions, made.content.questions, strict=True)] == [
        True,
        False,
        True,
        True,
    ]
    assert changed.status is AssignmentStatus.DRAFT


def test_a_question_that_cannot_be_made_anew_stays(bench: Bench) -> None:
    made = bench.make()
    assert isinstance(made.content, QuizShown)
    generating.regenerate(bench.room.desk(), made.id, RegenerateBody(item=made.content.questions[0].id))
    with stub_model("garbage") as server:
        producing.work(bench.workshop(server))
    after = bench.see(made.id)
    assert (after.status, after.content) == (AssignmentStatus.DRAFT, made.content)
    assert after.error is not None


def test_only_items_of_a_generated_draft_are_made_anew(bench: Bench) -> None:
    made = bench.make()
    with pytest.raises(InvalidInput):
        generating.regenerate(bench.room.desk(), made.id, RegenerateBody(item="none"))
    by_hand = bench.room.draft()
    assert isinstance(by_hand.content, QuizShown)
    with pytest.raises(Conflict):
        generating.regenerate(bench.room.desk(), by_hand.id, RegenerateBody(item=by_hand.content.questions[0].id))
    with pytest.raises(Conflict):
        generating.retry(bench.room.desk(), made.id)
    with pytest.raises(NotFound):
        generating.get_progress(bench.room.desk(), by_hand.id)


def test_nothing_is_changed_while_it_is_being_made(bench: Bench) -> None:
    begun = bench.begin()
    for change in ({"title": "Other"}, {"status": "published"}):
        with pytest.raises(Conflict):
            bench.room.change(begun.id, **change)


@pytest.mark.parametrize("who", [BOB, CHARLIE, DANA])
def test_only_the_teacher_of_the_course_makes_and_follows(bench: Bench, who: Actor) -> None:
    begun = bench.begin()
    desk = bench.room.desk(who)
    with pytest.raises(Forbidden):
        bench.begin(who=who)
    for refused in (
        lambda: authoring.get_assignment(desk, begun.id),
        lambda: generating.get_progress(desk, begun.id),
        lambda: generating.cancel(desk, begun.id),
        lambda: generating.retry(desk, begun.id),
        lambda: generating.regenerate(desk, begun.id, RegenerateBody(item="a")),
    ):
        with pytest.raises(NotFound):
            refused()


def test_a_file_that_is_gone_is_said_to_be(bench: Bench) -> None:
    begun = bench.begin()
    with bench.room.db.read() as session:
        row = session.get(Row, begun.id)
    assert row is not None
    bench.room.files.delete(str(row.source_key))
    producing.work(bench.workshop())
    failed = bench.see(begun.id)
    assert failed.error is not None
    assert failed.error.code == "assignments.no_source"
