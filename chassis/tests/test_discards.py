"""Objects that are to go: removed once, by one process at a time, and not forgotten when that fails."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import literal, select, union_all, update

from chassis.clock import now
from chassis.database import Store
from chassis.errors import Unavailable
from chassis.storage import discards

KEYS = [f"materials/{name}" for name in ("a", "b", "c")]


@pytest.fixture
def waiting(store: Store) -> Store:
    """Three objects are to go."""
    with store.engine.begin() as connection:
        discards.create_tables(connection)
    with store.write() as session:
        discards.discard(session, KEYS)
    return store


def written_down(store: Store) -> list[str]:
    with store.read() as session:
        return sorted(session.scalars(select(discards.discarded.c.key)))


def test_what_is_due_is_removed_once(waiting: Store) -> None:
    removed: list[str] = []
    assert discards.sweep(waiting, removed.append) == 3
    assert discards.sweep(waiting, removed.append) == 0
    assert sorted(removed) == KEYS
    assert written_down(waiting) == []


def test_what_one_process_is_removing_is_left_alone_by_another(waiting: Store) -> None:
    others: list[int] = []

    def remove(_: str) -> None:
        others.append(discards.sweep(waiting, pytest.fail))

    assert discards.sweep(waiting, remove) == 3
    assert others == [0, 0, 0]


def test_what_a_process_died_over_is_removed_later(waiting: Store) -> None:
    def die(_: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        discards.sweep(waiting, die)
    assert discards.sweep(waiting, pytest.fail) == 0
    with waiting.write() as session:
        session.execute(update(discards.discarded).values(due=now() - timedelta(seconds=1)))
    assert discards.sweep(waiting, lambda _: None) == 3


def test_what_cannot_be_removed_stays_written_down(waiting: Store) -> None:
    def fail_for_b(key: str) -> None:
        if key == KEYS[1]:
            raise OSError

    assert discards.sweep(waiting, fail_for_b) == 2
    assert written_down(waiting) == [KEYS[1]]
    assert discards.sweep(waiting, lambda _: None) == 1


def test_what_is_reserved_waits_its_time_and_goes_at_once_when_it_came_to_nothing(waiting: Store) -> None:
    discards.sweep(waiting, lambda _: None)
    discards.reserve(waiting, "materials/new")
    assert discards.sweep(waiting, pytest.fail) == 0
    removed: list[str] = []
    discards.let_go(waiting, removed.append, "materials/new")
    assert removed == ["materials/new"]


def test_many_are_reserved_at_once_and_again(waiting: Store) -> None:
    discards.reserve_all(waiting, [])
    discards.reserve_all(waiting, [*KEYS[:2], "materials/new"])
    removed: list[str] = []
    assert discards.sweep(waiting, removed.append) == 1
    assert removed == KEYS[2:]
    assert written_down(waiting) == sorted([*KEYS[:2], "materials/new"])


def test_whatever_is_selected_goes(waiting: Store) -> None:
    discards.sweep(waiting, lambda _: None)
    kept = union_all(*(select(literal(key).label("key")) for key in KEYS)).subquery()
    with waiting.write() as session:
        discards.discard_selected(session, select(kept.c.key).where(kept.c.key != KEYS[0]))
    removed: list[str] = []
    assert discards.sweep(waiting, removed.append) == 2
    assert sorted(removed) == KEYS[1:]


def test_what_was_kept_is_let_go_by_nobody(waiting: Store) -> None:
    discards.sweep(waiting, lambda _: None)
    discards.reserve(waiting, "materials/new")
    with waiting.write() as session:
        discards.keep(session, "materials/new")
    discards.let_go(waiting, pytest.fail, "materials/new")
    discards.reserve(waiting, "materials/new", lambda _: True)
    assert written_down(waiting) == []


def test_what_was_swept_cannot_be_kept_any_more(waiting: Store) -> None:
    discards.sweep(waiting, lambda _: None)
    with pytest.raises(Unavailable), waiting.write() as session:
        discards.keep(session, KEYS[0])
