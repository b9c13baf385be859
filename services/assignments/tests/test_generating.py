"""Making an assignment from a PDF, whatever the model does: every case ends in a state the teacher understands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pkgutil import resolve_name
from typing import Any

import orjson
import pytest
from sqlalchemy import update

from assignments.asking.model import Model, Server, Usage
from assignments.config import AssignmentsSettings
from assignments.domain import AssignmentStatus, AssignmentType
from assignments.models import Assignment as Row
from assignments.models import Job
from assignments.schemas.assignments import Assignment
from assignments.schemas.content import CardsShown, QuizShown
from assignments.schemas.generation import GenerateBody, RegenerateBody
from assignments.usecases import authoring, generating, producing
from chassis import limited
from chassis.call import Actor
from chassis.clock import now
from chassis.errors import Conflict, Forbidden, InvalidInput, NotFound
from services.assignments.tests import samples
from services.assignments.tests.conftest import ALICE, BIOLOGY, BOB, CHARLIE, DANA, FakePeople, Room
from services.assignments.tests.stub_model import StubModel, stub_model

PDF = samples.pdf(samples.BIOLOGY)


class FakeLive:
    """Remembers what open windows were told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, dict[str, Any]]] = []

    def publish(self, events: Any) -> None:
        """See `chassis.live.Channels`."""
        self.told += events


class Bench:
    """Alice's room with a workshop beside it."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.live = FakeLive()
        self.people = FakePeople()
        self.pauses: list[float] = []

    def workshop(self, server: StubModel | None = None, **more: Any) -> producing.Workshop:
        """A worker's; with a model, or without."""
        url = server.url if server else ""
        settings = AssignmentsSettings(_env_file=None, ai_base_url=url, ai_model="stub", **{"ai_timeout": 5, **more})

        def make_model(server: Server, usage: Usage) -> Model:
            return Model(server, usage, sleep=self.pauses.append)

        live: Any = self.live
        return producing.Workshop(self.room.db, self.room.files, self.people, live, settings, make_model)

    def begin(self, content: bytes = PDF, who: Actor = ALICE, **fields: Any) -> Assignment:
        """Send a PDF."""
        body = {"course": BIOLOGY, "assignment_type": AssignmentType.QUIZ, "count": 4, **fields}
        file = self.room.arrive(content, "Cells & more.pdf")
        reply = generating.generate(self.room.desk(who), GenerateBody.model_validate({**body, "file": file}))
        assert (reply.status, reply.body is not None) == (202, True)
        assert reply.body is not None
        return reply.body

    def see(self, assignment_id: int) -> Assignment:
        """As Alice sees it."""
        return authoring.get_assignment(self.room.desk(), assignment_id)

    def make(self, server: StubModel | None = None, **more: Any) -> Assignment:
        """Send a PDF and let a worker do its work."""
        made = self.begin()
        assert producing.work(self.workshop(server, **more))
        return self.see(made.id)


@pytest.fixture
def bench(room: Room, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Alice's room with a workshop beside it. PDFs are read in this process: the limits have tests of their own."""

    def run(target: str, *arguments: Any, **limits: Any) -> Any:
        return orjson.loads(orjson.dumps(resolve_name(target)(*orjson.loads(orjson.dumps(arguments)))))

    monkeypatch.setattr(limited, "run", run)
    return Bench(room)


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


@pytest.mark.parametrize("how", ["valid", "fenced", "truncated", "unstructured", "slow"])
def test_a_model_that_answers_somehow_is_understood(bench: Bench, how: str) -> None:
    with stub_model(how) as server:
        made = bench.make(server)
    assert (made.status, made.generator) == (AssignmentStatus.DRAFT, "stub")
    assert isinstance(made.content, QuizShown)
    assert {one.page for one in made.content.questions} <= {1, 2, 3}
    assert made.progress is not None
    assert (made.progress.input_tokens, made.progress.output_tokens, made.progress.cost) == (100, 50, None)
    assert len(server.requests) == (2 if how == "unstructured" else 1)


def test_the_cost_is_shown_where_the_price_is_known(bench: Bench) -> None:
    with stub_model() as server:
        made = bench.make(server, ai_input_price=2.0, ai_output_price=10.0)
    assert made.progress is not None
    assert made.progress.cost == 0.0007


@pytest.mark.parametrize("passing", ["429", "500"])
def test_what_passes_is_tried_again(bench: Bench, passing: str) -> None:
    with stub_model(passing, passing, "valid") as server:
        assert bench.make(server).status is AssignmentStatus.DRAFT
    assert bench.pauses == [0.0, 0.0]


def test_an_unreadable_answer_is_sent_back_once(bench: Bench) -> None:
    with stub_model("garbage", "valid") as server:
        assert bench.make(server).status is AssignmentStatus.DRAFT
    assert [one["role"] for one in server.requests[1]["messages"]] == ["system", "user", "assistant", "user"]
    assert "weather" in server.requests[1]["messages"][2]["content"]


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ("garbage", "model_nonsense"),
        ("empty", "model_nonsense"),
        ("lies", "model_nonsense"),
        ("wrong", "model_nonsense"),
        ("429", "model_busy"),
        ("500", "model_failed"),
        ("401", "model_refused_key"),
        ("404", "model_unknown"),
        ("hang", "model_too_slow"),
    ],
)
def test_a_model_that_fails_is_named_and_all_is_kept(bench: Bench, how: str, code: str) -> None:
    with stub_model(how) as server:
        failed = bench.make(server, ai_timeout=0.3)
    assert failed.status is AssignmentStatus.FAILED
    assert failed.error is not None
    assert (failed.error.status, failed.error.code) == (502, f"assignments.{code}")
    assert failed.source_file is not None
    again = generating.retry(bench.room.desk(), failed.id)
    assert again.status == 202
    with stub_model("valid") as server:
        producing.work(bench.workshop(server))
    assert (bench.see(failed.id).status, bench.see(failed.id).error) == (AssignmentStatus.DRAFT, None)


def test_a_model_that_is_not_there_is_named(bench: Bench) -> None:
    with stub_model() as server:
        pass
    failed = bench.make(server)
    assert failed.error is not None
    assert failed.error.code == "assignments.model_away"


def test_the_teachers_own_key_goes_before_the_schools(bench: Bench) -> None:
    with stub_model() as server:
        bench.make(server, ai_api_key="the school's")
        bench.people.keys[ALICE.id] = "Alice's"
        bench.make(server, ai_api_key="the school's")
    assert server.keys == ["the school's", "Alice's"]


def test_the_limit_of_tokens_ends_it_with_what_there_is(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assignments.asking.parts.PART", 500)
    with stub_model() as server:
        made = bench.make(server, ai_max_tokens=1000)
        assert len(server.requests) == 3
        bench.make(server, ai_max_seconds=1e-9)
    assert made.status is AssignmentStatus.DRAFT


def test_a_limit_reached_before_anything_was_made_is_a_failure(bench: Bench) -> None:
    with stub_model() as server:
        failed = bench.make(server, ai_max_seconds=1e-9)
    assert failed.error is not None
    assert failed.error.code == "assignments.model_limit"


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


def test_another_worker_goes_on_where_one_died(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assignments.asking.parts.PART", 500)
    begun = bench.begin()
    with stub_model() as server:
        shop = bench.workshop(server)
        died = after(2, shop, monkeypatch)
        with pytest.raises(KeyboardInterrupt):
            producing.work(shop)
        assert died()
        asked = len(server.requests)
        assert producing.work(bench.workshop(server))
        assert len(server.requests) == 3
    assert asked == 2
    made = bench.see(begun.id)
    assert isinstance(made.content, QuizShown)
    assert {one.page for one in made.content.questions} == {1, 2, 3}


def after(steps: int, shop: producing.Workshop, monkeypatch: pytest.MonkeyPatch) -> Callable[[], bool]:
    """The process is ended after it has kept so many answers of the model; whether it was."""
    save, ended = producing._save, []

    def save_and_end(workshop: producing.Workshop, task: Any, step: Any) -> None:
        save(workshop, task, step)
        if workshop is shop and step.stage == "writing" and step.done == steps:
            ended.append(True)
            raise KeyboardInterrupt

    monkeypatch.setattr(producing, "_save", save_and_end)
    return lambda: bool(ended)


def test_a_lease_that_is_renewed_is_left_alone_and_one_that_ends_is_taken(bench: Bench) -> None:
    begun = bench.begin()
    shop, other = bench.workshop(), bench.workshop()
    assert producing._take(shop) is not None
    assert not producing.work(other)
    with bench.room.db.write() as session:
        session.execute(update(Job).values(lease_until=now() - timedelta(seconds=1)))
    producing.renew(shop)
    assert not producing.work(other)
    with bench.room.db.write() as session:
        session.execute(update(Job).values(lease_until=now() - timedelta(seconds=1)))
    assert producing.work(other)
    assert bench.see(begun.id).status is AssignmentStatus.DRAFT


def test_what_ends_its_process_each_time_is_given_up(bench: Bench) -> None:
    begun = bench.begin()
    with bench.room.db.write() as session:
        session.execute(update(Job).values(begun=producing.MOST_TRIES))
    producing.work(bench.workshop())
    assert bench.see(begun.id).status is AssignmentStatus.FAILED


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
