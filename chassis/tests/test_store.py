"""Transactions: joined within a unit, whole or not at all, and what runs after them."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import IntegrityError

from chassis.database import Store
from chassis.events import emit

from .conftest import make, names
from .sample import things


def test_a_write_outside_of_a_unit_is_committed_at_its_end(store: Store) -> None:
    make(store, "one")
    assert names(store) == ["one"]


def test_a_write_inside_a_unit_is_committed_with_the_unit(store: Store, url: str) -> None:
    with store.unit():
        make(store, "one")
        assert _names_as_others_see_them(store) == []
    assert names(store) == ["one"]


def test_reading_inside_an_open_write_sees_what_was_written(store: Store) -> None:
    with store.unit():
        make(store, "one")
        assert names(store) == ["one"]


def test_a_write_within_a_write_joins_it(store: Store) -> None:
    with store.write():
        make(store, "inner")
        assert _names_as_others_see_them(store) == []
    assert names(store) == ["inner"]


def test_an_error_takes_everything_back_also_what_a_nested_write_did(store: Store) -> None:
    def write_twice_and_fail() -> None:
        with store.write() as session:
            make(store, "inner")
            session.execute(insert(things).values(name="outer"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_twice_and_fail()
    assert names(store) == []


def test_after_an_error_the_next_writer_gets_its_turn(store: Store) -> None:
    make(store, "one")
    with pytest.raises(IntegrityError):
        make(store, "one")
    make(store, "two")
    assert names(store) == ["one", "two"]


def test_jobs_run_after_the_commit_in_order(store: Store) -> None:
    seen: list[tuple[str, list[str]]] = []
    with store.unit():
        make(store, "one")
        store.after_commit(lambda: seen.append(("first", names(store))))
        store.after_commit(lambda: seen.append(("second", names(store))))
        assert seen == []
    assert seen == [("first", ["one"]), ("second", ["one"])]


def test_what_is_to_undo_runs_after_a_rollback_and_only_then(store: Store) -> None:
    seen: list[str] = []

    def write_and_fail() -> None:
        with store.unit():
            make(store, "one")
            store.after_rollback(lambda: make(store, "instead"))
            store.after_rollback(lambda: seen.append("ran"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    assert (names(store), seen) == (["instead"], ["ran"])
    with store.unit():
        make(store, "two")
        store.after_rollback(lambda: seen.append("ran again"))
    assert seen == ["ran"]


def test_jobs_do_not_run_when_it_was_rolled_back(store: Store) -> None:
    seen: list[str] = []

    def promise_and_fail() -> None:
        with store.write():
            store.after_commit(lambda: seen.append("ran"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        promise_and_fail()
    assert seen == []


def test_a_job_that_fails_does_not_make_a_committed_unit_fail(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    seen: list[str] = []
    with store.write():
        make(store, "one")
        store.after_commit(lambda: 1 // 0)
        store.after_commit(lambda: seen.append("the next one ran"))
    assert names(store) == ["one"]
    assert seen == ["the next one ran"]
    assert "ZeroDivisionError" in caplog.text


def test_a_job_needs_a_unit_to_follow(store: Store) -> None:
    with pytest.raises(RuntimeError):
        store.after_commit(lambda: None)


def test_the_relay_is_woken_by_a_commit_that_emitted_and_by_no_other(store: Store) -> None:
    woken: list[str] = []
    store.on_emitted = lambda: woken.append("awake")
    make(store, "one")
    assert woken == []
    with store.write() as session:
        emit(session, "sample.thing_made", {}, aggregate="thing:1")
        assert woken == []
    assert woken == ["awake"]


def test_a_change_is_announced_after_its_commit_and_before_what_follows_it(store: Store) -> None:
    seen: list[tuple[str, list[str]]] = []
    store.on_changed = lambda: seen.append(("changed", names(store)))
    with store.unit():
        make(store, "one")
        store.after_commit(lambda: seen.append(("followed", names(store))))
        assert seen == []
    assert seen == [("changed", ["one"]), ("followed", ["one"])]


def test_nothing_is_announced_where_nothing_shows(store: Store) -> None:
    seen: list[str] = []
    store.on_changed = lambda: seen.append("changed")

    def write_and_fail() -> None:
        with store.write():
            make(store, "one")
            raise ZeroDivisionError

    names(store)
    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    with store.write(bookkeeping=True) as session:
        session.execute(insert(things).values(name="inner"))
    assert (names(store), seen) == (["inner"], [])


def test_only_what_can_be_done_again_is_not_forced_to_the_disk(store: Store) -> None:
    asked, forced, left = {
        "sqlite": ("PRAGMA synchronous", 2, 1),
        "postgresql": ("SHOW synchronous_commit", "on", "off"),
    }[store.engine.dialect.name]

    def level(bookkeeping: bool) -> object:
        with store.write(bookkeeping=bookkeeping) as session:
            return session.scalar(text(asked))

    assert [level(False), level(True), level(False)] == [forced, left, forced]


def test_writers_take_turns(store: Store) -> None:
    """Each reads before it writes: without turns they would overtake each other and lose names."""

    def write_next() -> None:
        with store.write() as session:
            count = len(names(store))
            session.execute(insert(things).values(name=f"thing {count}"))

    threads = [threading.Thread(target=write_next) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert names(store) == [f"thing {number}" for number in range(12)]


def _names_as_others_see_them(store: Store) -> list[str]:
    """What another thread, which is outside of the unit, reads."""
    seen: list[list[str]] = []
    thread = threading.Thread(target=lambda: seen.append(names(store)))
    thread.start()
    thread.join(10)
    return seen[0]
