"""Whatever a model does, it ends in a state that the teacher understands."""

from __future__ import annotations

import pytest

from assignments.domain import AssignmentStatus
from assignments.schemas.content import QuizShown
from assignments.usecases import generating, producing
from services.assignments.tests.bench import Bench, bench
from services.assignments.tests.conftest import ALICE
from services.assignments.tests.stub_model import stub_model

__all__ = ["bench"]


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


def test_a_model_that_sends_us_elsewhere_is_not_followed(bench: Bench) -> None:
    with stub_model() as inside, stub_model(f"{inside.url}/chat/completions") as server:
        failed = bench.make(server)
    assert failed.error is not None
    assert failed.error.code == "assignments.model_failed"
    assert (len(server.requests), inside.requests) == (1, [])


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
