"""Receipts: a call happens once, however often it is asked for."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from chassis.database import Receipt, Replayed, Store
from chassis.errors import Conflict

from .conftest import make, names

KEY = Receipt("scope", "key", "fingerprint")


def do(store: Store, receipt: Receipt, name: str | None = "one", answer: str = "answer") -> str | None:
    """Do something under a receipt; what is answered."""
    try:
        with store.unit(receipt) as unit:
            if name is not None:
                make(store, name)
            unit.finish(answer)
    except Replayed as replayed:
        return replayed.answer
    return answer


def test_the_second_time_the_first_answer_is_given_and_nothing_is_done(store: Store) -> None:
    assert do(store, KEY, "one", "first") == "first"
    assert do(store, KEY, "two", "second") == "first"
    assert names(store) == ["one"]


def test_another_request_with_the_same_key_is_a_conflict(store: Store) -> None:
    do(store, KEY)
    with pytest.raises(Conflict) as refused:
        do(store, replace(KEY, fingerprint="another"), "two")
    assert refused.value.code == "idempotency.key_reused"
    assert names(store) == ["one"]


@pytest.mark.parametrize("other", [replace(KEY, scope="another"), replace(KEY, key="another")])
def test_other_scopes_and_keys_are_other_doings(store: Store, other: Receipt) -> None:
    do(store, KEY, "one")
    assert do(store, other, "two", "second") == "second"


def test_what_failed_left_no_receipt_and_can_be_tried_again(store: Store) -> None:
    def fail() -> None:
        with store.unit(KEY) as unit:
            make(store, "one")
            unit.finish("never")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert do(store, KEY, "one", "now") == "now"


def test_what_wrote_nothing_keeps_no_receipt(store: Store) -> None:
    assert do(store, KEY, None, "first") == "first"
    assert do(store, KEY, None, "second") == "second"


def test_unless_it_is_to_be_kept_always(store: Store) -> None:
    always = replace(KEY, always=True)
    assert do(store, always, None, "first") == "first"
    assert do(store, always, None, "second") == "first"


def test_a_receipt_nobody_suspected_is_found_at_the_end_and_undoes_what_was_done(store: Store) -> None:
    calm = replace(KEY, suspicious=False)
    assert do(store, calm, "one", "first") == "first"
    assert do(store, calm, "two", "second") == "first"
    assert names(store) == ["one"]


def test_of_two_at_the_same_moment_one_does_it_and_both_get_its_answer(store: Store) -> None:
    barrier, answers = threading.Barrier(2), []

    def ask(name: str) -> None:
        barrier.wait(10)
        answers.append(do(store, KEY, name, f"answer {name}"))

    threads = [threading.Thread(target=ask, args=(name,)) for name in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    (done,) = names(store)
    assert answers == [f"answer {done}"] * 2


def test_a_replay_leaves_the_turn_to_the_next_writer(store: Store) -> None:
    do(store, KEY)
    do(store, KEY)
    make(store, "another")
    assert names(store) == ["one", "another"]
