"""The board: every reader of one log has one board, with a snapshot or without; undo is of one's own only."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classroom.domain.board import HISTORY, Board, dump, load
from classroom.domain.digest import digest_of
from classroom.domain.ops import Refused, cleaned

VECTORS = json.loads((Path(__file__).parents[1] / "board-vectors.json").read_text("utf-8"))
Event = tuple[int, str, dict[str, Any]]

users = st.integers(1, 3)
ids = st.sampled_from([f"o{number}" for number in range(12)])
pages = st.sampled_from(["1", "2", "3"])
numbers = st.floats(-2, 2, allow_nan=False).map(lambda number: round(number, 5)) | st.integers(-3, 3)
points = st.lists(st.tuples(numbers, numbers).map(list), min_size=1, max_size=4)
drawn = st.builds(
    lambda one, page, where: {"id": one, "page": page, "points": where, "color": "#123456", "width": 2},
    ids,
    pages,
    points,
)
events = st.lists(
    st.one_of(
        st.tuples(users, st.just("stroke"), drawn),
        st.tuples(users, st.just("erase"), st.builds(lambda some: {"ids": some}, st.lists(ids, min_size=1))),
        st.tuples(
            users,
            st.just("move"),
            st.builds(lambda some, x, y: {"ids": some, "by": [x, y]}, st.lists(ids, min_size=1), numbers, numbers),
        ),
        st.tuples(users, st.just("clear"), st.builds(lambda page: {"page": page}, pages)),
        st.tuples(users, st.sampled_from(["undo", "redo"]), st.just({})),
        st.tuples(
            users,
            st.just("page"),
            st.builds(lambda do, page: {"do": do, "id": page}, st.sampled_from(["add", "go", "remove"]), pages),
        ),
    ),
    max_size=120,
)  # fmt: skip


def stroke(one: str, page: str = "1") -> dict[str, Any]:
    return {"id": one, "page": page, "points": [[0.1, 0.2]], "color": "red", "width": 2}


def after(*log: Event, board: Board | None = None) -> Board:
    board = board or Board()
    for uid, kind, d in log:
        board.apply(kind, uid, d)
    return board


def seen(board: Board) -> list[str]:
    return [one for one, _ in board.visible()]


@settings(max_examples=150, deadline=None)
@given(events, st.integers(0, 120))
def test_readers_of_one_log_have_one_board_with_or_without_a_snapshot(log: list[Event], cut: int) -> None:
    whole = after(*log)
    snapshot = json.loads(json.dumps(dump(after(*log[:cut]))))
    resumed = after(*log[cut:], board=load(snapshot))
    assert resumed.digest() == whole.digest()
    assert dump(resumed) == dump(whole)


@settings(max_examples=100, deadline=None)
@given(events)
def test_undoing_all_and_redoing_it_changes_nothing_that_others_did(log: list[Event]) -> None:
    board = after(*log, (1, "stroke", stroke("mine")))
    before = board.digest()
    depth = len(board.histories[1].done) if 1 in board.histories else 0
    mine = seen(board)
    after(*[(1, "undo", {})] * depth, board=board)
    after(*[(1, "redo", {})] * depth, board=board)
    assert seen(board) == mine
    moved = any(action.what == "move" for history in board.histories.values() for action in history.done)
    assert moved or board.digest() == before


def test_undo_is_of_ones_own_only() -> None:
    board = after((1, "stroke", stroke("a")), (2, "stroke", stroke("b")), (1, "undo", {}))
    assert seen(board) == ["b"]
    assert seen(after((2, "undo", {}), (2, "undo", {}), (1, "redo", {}), board=board)) == ["a"]


def test_clearing_can_be_undone() -> None:
    board = after((1, "stroke", stroke("a")), (2, "stroke", stroke("b")), (1, "clear", {"page": "1"}))
    assert seen(board) == []
    assert seen(after((1, "undo", {}), board=board)) == ["a", "b"]


def test_an_erased_object_comes_back_only_when_nobody_erases_it() -> None:
    board = after((1, "stroke", stroke("a")), (2, "erase", {"ids": ["a"]}), (1, "undo", {}), (2, "undo", {}))
    assert seen(board) == []
    assert seen(after((1, "redo", {}), board=board)) == ["a"]


def test_drawing_and_erasing_for_ever_takes_no_more_memory() -> None:
    board = Board()
    for number in range(1_000):
        after((1, "stroke", stroke(f"o{number}")), (1, "erase", {"ids": [f"o{number}"]}), board=board)
    assert len(board.objects) <= HISTORY
    assert len(dump(board)) < 3 * HISTORY


def test_nothing_visible_is_lost_however_long_the_log() -> None:
    board = Board()
    for number in range(2_000):
        after((1 + number % 3, "stroke", stroke(f"o{number}")), board=board)
    assert len(seen(load(dump(board)))) == 2_000


def test_a_clear_of_very_many_objects_is_dumped_in_small_items() -> None:
    board = after(*((1, "stroke", stroke(f"o{number}")) for number in range(3_000)), (2, "clear", {"page": "1"}))
    items = dump(board)
    assert max(len(json.dumps(one)) for one in items) < 32 * 1024
    assert seen(after((2, "undo", {}), board=load(items))) == [f"o{number}" for number in range(3_000)]


def test_the_hash_is_the_published_one() -> None:
    assert [digest_of([text]) for text in ("", "a", "foobar")] == ["811c9dc5", "e40c292c", "bf9cf968"]


@pytest.mark.parametrize("case", VECTORS["cases"], ids=lambda case: case["name"])
def test_the_vectors_for_other_languages_hold(case: dict[str, Any]) -> None:
    board = Board()
    for event in case["events"]:
        board.apply(event["k"], event["uid"], event["d"])
    assert (board.digest(), seen(board), board.page) == (case["hash"], case["visible"], case["page"])
    assert load(case["snapshot"]).digest() == case["hash"]


@pytest.mark.parametrize(
    ("kind", "d", "code"),
    [
        ("stroke", {"id": "a", "points": []}, "malformed"),
        ("stroke", {"id": "a", "points": [[0, float("nan")]]}, "malformed"),
        ("stroke", {"id": "a b", "points": [[0, 0]]}, "malformed"),
        ("line", {"id": "a", "points": [[0, 0]]}, "malformed"),
        ("text", {"id": "a", "points": [[0, 0]], "text": " "}, "empty"),
        ("stroke", {"id": "a", "points": [[0, 0]], "color": "url(x)"}, "malformed"),
        ("chat", {"content": "x" * 5001}, "too_long"),
        ("chat", {"content": 5}, "malformed"),
        ("grant", {"uid": 2, "caps": {"moderate": True}}, "malformed"),
        ("grant", {"uid": True, "caps": {"draw": True}}, "malformed"),
        ("lock", {"what": "door", "on": True}, "malformed"),
        ("page", {"do": "add"}, "malformed"),
        ("explode", {}, "unknown_kind"),
        ("chat", [], "malformed"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_code(kind: str, d: object, code: str) -> None:
    with pytest.raises(Refused) as refused:
        cleaned(kind, d)
    assert refused.value.code == code


def test_what_is_taken_is_freed_of_what_does_not_belong_in_it() -> None:
    sent = {"id": "a", "page": "1", "points": [[0, 1, 0.5]], "color": "#fff", "width": 3, "uid": 9, "x": "y"}
    assert cleaned("stroke", sent) == {"id": "a", "page": "1", "points": [[0, 1, 0.5]], "color": "#fff", "width": 3}
