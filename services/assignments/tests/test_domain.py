"""The rules, without anything around them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from assignments import domain

NOON = datetime(2030, 1, 1, 12, tzinfo=UTC)
OLD = [{"id": "a", "question": "One?"}, {"id": "b", "question": "Two?"}]


@pytest.mark.parametrize(
    ("right", "total", "score"),
    [(0, 3, 0), (1, 3, 33), (2, 3, 67), (3, 3, 100), (1, 8, 13), (3, 8, 38), (1, 200, 1), (1, 201, 0), (199, 200, 100)],
)
def test_a_score_is_the_exact_share_with_a_half_rounded_up(right: int, total: int, score: int) -> None:
    assert domain.score(right, total) == score


def test_an_answer_not_given_is_not_right() -> None:
    questions = [{"correct": 0}, {"correct": 1}, {"correct": 2}]
    assert domain.right_answers(questions, [0, None, 1]) == 1


def test_an_extension_helps_and_never_shortens() -> None:
    assert domain.latest(NOON, NOON + timedelta(hours=1)) == NOON + timedelta(hours=1)
    assert domain.latest(NOON, NOON - timedelta(hours=1)) == NOON
    assert domain.latest(None, NOON) is None


def test_the_very_moment_of_the_deadline_is_in_time() -> None:
    assert not domain.is_past(NOON, NOON)
    assert domain.is_past(NOON, NOON + timedelta(microseconds=1))
    assert not domain.is_past(None, NOON)


def test_items_keep_their_ids_when_they_are_moved_and_edited() -> None:
    moved = [{"id": "b", "question": "Two, really?"}, {"question": "One?"}, {"question": "Three?"}]
    assert [one["id"] for one in domain.identified(moved, OLD, lambda: "new")] == ["b", "a", "new"]


def test_an_id_that_was_never_given_out_is_not_taken_over() -> None:
    assert [one["id"] for one in domain.identified([{"id": "x", "question": "?"}], OLD, lambda: "new")] == ["new"]


def test_two_items_of_the_same_text_have_two_ids() -> None:
    fresh = iter(["new"])
    twice = [{"question": "One?"}, {"question": "One?"}]
    assert [one["id"] for one in domain.identified(twice, OLD, lambda: next(fresh))] == ["a", "new"]


def test_a_right_answer_that_is_much_longer_gives_itself_away() -> None:
    options = ["short", "short", "short", "much, much longer"]
    assert domain.gives_itself_away({"options": options, "correct": 3})
    assert not domain.gives_itself_away({"options": options, "correct": 0})
