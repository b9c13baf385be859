"""Who is in which course, whatever the order in which the news arrive."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from sqlalchemy import select

from accounts import queries
from accounts.models import KnownMember
from chassis.call import Actor
from chassis.database import Store

from .school import close, seat, teach


def readers(db: Store, author: Actor) -> set[int]:
    with db.read() as session:
        return set(queries.readers_of(session, author.id, 500))


def title(db: Store, course_id: int = 5) -> str | None:
    with db.read() as session:
        known = queries.known_course(session, course_id)
    return known.title if known else None


def test_those_in_a_course_are_around_each_other(
    db: Store, alice: Actor, bob: Actor, charlie: Actor, dana: Actor
) -> None:
    teach(db, alice)
    seat(db, alice, bob)
    seat(db, alice, dana)
    assert readers(db, alice) == readers(db, bob) == {alice.id, bob.id, dana.id}
    assert readers(db, charlie) == {charlie.id}
    seat(db, alice, bob, is_active=False, minute=1)
    assert readers(db, bob) == {bob.id}
    assert readers(db, alice) == {alice.id, dana.id}


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))))
def test_the_order_of_arrival_does_not_matter(db: Store, alice: Actor, bob: Actor, order: tuple[int, ...]) -> None:
    news: list[Callable[[], object]] = [
        lambda: teach(db, alice, title="Biology"),
        lambda: seat(db, alice, bob, minute=1),
        lambda: teach(db, alice, title="Zoology", minute=2),
        lambda: seat(db, alice, bob, is_active=False, minute=3, title="Zoology"),
    ]
    for number in order:
        news[number]()
        news[number]()
    assert readers(db, bob) == {bob.id}
    seat(db, alice, bob, minute=4)
    assert readers(db, bob) == {alice.id, bob.id}
    assert title(db) == "Zoology"


def test_a_course_that_is_gone_does_not_come_back(db: Store, alice: Actor, bob: Actor) -> None:
    seat(db, alice, bob)
    close(db, alice, minute=5)
    assert readers(db, bob) == {bob.id}
    seat(db, alice, bob, minute=1)
    teach(db, alice, minute=6)
    assert readers(db, bob) == {bob.id}
    assert readers(db, alice) == {alice.id}
    with db.read() as session:
        assert session.scalars(select(KnownMember)).all() == []


def test_a_course_first_heard_of_when_it_is_deleted_is_gone(db: Store, alice: Actor, bob: Actor) -> None:
    close(db, alice, minute=5)
    seat(db, alice, bob)
    assert readers(db, alice) == {alice.id}
