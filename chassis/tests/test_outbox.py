"""Events: written with the change, published in order, at least once, by one relay at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import orjson
import pytest
from sqlalchemy import insert, select, update

from chassis.call import Call, enter_call
from chassis.clock import now
from chassis.database import Store, make_engine
from chassis.events import emit
from chassis.ledger.relay import BATCH, Relay, lag_seconds, sweep
from chassis.ledger.tables import outbox, receipts, relays

from .conftest import ALICE, make, names


class Publishing:
    """A broker that remembers, and fails when told to."""

    def __init__(self) -> None:
        self.events: list[int] = []
        self.failing = False

    def __call__(self, rows: Sequence[Any]) -> None:
        if self.failing:
            raise ConnectionError("the broker is away")
        self.events += [orjson.loads(row.body)["data"]["number"] for row in rows]


@pytest.fixture
def broker_stand_in() -> Publishing:
    """A broker that remembers."""
    return Publishing()


def emit_numbers(store: Store, *numbers: int) -> None:
    for number in numbers:
        with store.write() as session:
            emit(session, "sample.counted", {"number": number}, aggregate="counter:1")


def unsent(store: Store) -> int:
    with store.read() as session:
        return len(session.execute(select(outbox.c.position).where(outbox.c.sent_at.is_(None))).all())


def test_an_event_says_what_happened_who_did_it_and_for_which_request(store: Store) -> None:
    enter_call(Call("call", "the request", ALICE))
    with store.write() as session:
        event_id = emit(session, "sample.counted", {"number": 7}, aggregate="counter:1")
    with store.read() as session:
        row = session.execute(select(outbox)).one()
    body = orjson.loads(row.body)
    assert body.pop("time").endswith("Z")
    assert body == {
        "id": event_id,
        "type": "sample.counted",
        "version": 1,
        "actor_id": ALICE.id,
        "request_id": "the request",
        "data": {"number": 7},
    }
    assert (row.event_id, row.type, row.aggregate) == (event_id, "sample.counted", "counter:1")


def test_an_event_of_a_change_that_was_taken_back_never_was(store: Store) -> None:
    def change_and_fail() -> None:
        with store.write() as session:
            make(store, "one")
            emit(session, "sample.counted", {}, aggregate="counter:1")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change_and_fail()
    assert (unsent(store), names(store)) == (0, [])


def test_all_are_published_in_order_and_once(store: Store, broker_stand_in: Publishing) -> None:
    emit_numbers(store, *range(BATCH + 5))
    relay = Relay(store, broker_stand_in)
    assert relay.drain()
    assert relay.drain()
    assert broker_stand_in.events == list(range(BATCH + 5))
    assert unsent(store) == 0


def test_what_could_not_be_published_is_published_later(store: Store, broker_stand_in: Publishing) -> None:
    emit_numbers(store, 1, 2)
    relay = Relay(store, broker_stand_in)
    broker_stand_in.failing = True
    with pytest.raises(ConnectionError):
        relay.drain()
    assert unsent(store) == 2
    broker_stand_in.failing = False
    assert relay.drain()
    assert broker_stand_in.events == [1, 2]


def test_a_crash_between_publishing_and_marking_publishes_again(store: Store, broker_stand_in: Publishing) -> None:
    emit_numbers(store, 1)

    def publish_and_die(rows: Sequence[Any]) -> None:
        broker_stand_in(rows)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Relay(store, publish_and_die).drain()
    _pass_lease_seconds(store)
    assert Relay(store, broker_stand_in).drain()
    assert broker_stand_in.events == [1, 1]


def test_while_one_relays_others_leave_it_alone(store: Store, url: str, broker_stand_in: Publishing) -> None:
    replica = Relay(Store(make_engine(url)), broker_stand_in)
    answers: list[bool] = []

    def publish_slowly(rows: Sequence[Any]) -> None:
        answers.append(replica.drain())
        broker_stand_in(rows)

    emit_numbers(store, 1, 2)
    assert Relay(store, publish_slowly).drain()
    assert answers == [False]
    assert broker_stand_in.events == [1, 2]


def test_the_lease_is_given_back_after_a_drain(store: Store, broker_stand_in: Publishing) -> None:
    emit_numbers(store, 1)
    assert Relay(store, broker_stand_in).drain()
    emit_numbers(store, 2)
    assert Relay(store, broker_stand_in).drain()
    assert broker_stand_in.events == [1, 2]


def test_one_whose_lease_has_expired_does_not_give_back_the_next_ones(
    store: Store, broker_stand_in: Publishing
) -> None:
    def publish_too_slowly(rows: Sequence[Any]) -> None:
        broker_stand_in(rows)
        with store.write() as session:
            session.execute(update(relays).values(holder="the next", until=now() + timedelta(seconds=10)))

    emit_numbers(store, 1)
    Relay(store, publish_too_slowly).drain()
    emit_numbers(store, 2)
    assert not Relay(store, broker_stand_in).drain()


def test_the_lag_is_the_age_of_the_oldest_that_waits(store: Store, broker_stand_in: Publishing) -> None:
    assert lag_seconds(store) == 0
    emit_numbers(store, 1)
    with store.write() as session:
        session.execute(update(outbox).values(created_at=now() - timedelta(seconds=60)))
    assert 60 <= lag_seconds(store) < 90
    Relay(store, broker_stand_in).drain()
    assert lag_seconds(store) == 0


def test_sweeping_takes_what_nobody_can_ask_for_again_and_nothing_else(store: Store) -> None:
    emit_numbers(store, 1, 2, 3)
    ages = {1: timedelta(hours=25), 2: timedelta(hours=1)}
    with store.write() as session:
        for position, age in ages.items():
            session.execute(update(outbox).where(outbox.c.position == position).values(sent_at=now() - age))
        for key, hours in (("old", 49), ("young", 47)):
            made = {"scope": "s", "key": key, "fingerprint": "", "created_at": now() - timedelta(hours=hours)}
            session.execute(insert(receipts).values(made))
    assert sweep(store) == 2
    with store.read() as session:
        assert set(session.scalars(select(outbox.c.position))) == {2, 3}
        assert list(session.scalars(select(receipts.c.key))) == ["young"]


def _pass_lease_seconds(store: Store) -> None:
    with store.write() as session:
        session.execute(update(relays).values(until=now()))
