"""Sign-in sessions: recognising tokens, listing and ending them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, select, update

from accounts.domain import KEEP_ENDED_SESSIONS, SESSION_LIFE, TOUCH_EVERY
from accounts.models import LoginSession
from accounts.usecases import sessions
from chassis.call import Actor
from chassis.clock import now
from chassis.cursor import PageQuery
from chassis.database import Store
from chassis.errors import NotFound, Unauthenticated
from chassis.testing.databases import emitted, on_postgres

from .cast import actor_of, sign_in


def move_back(db: Store, by: timedelta) -> None:
    """Let all sessions be older than they are."""
    with db.write() as session:
        for held in session.scalars(select(LoginSession)):
            held.created_at, held.last_seen_at = held.created_at - by, held.last_seen_at - by
            held.expires_at -= by


def only_read(db: Store) -> None:
    """Let the database refuse every write from now on."""
    refuse = "SET default_transaction_read_only = on" if on_postgres() else "PRAGMA query_only=ON"

    def prepare(connection: Any, *_: object) -> None:
        connection.execute(refuse)
        connection.commit()

    event.listen(db.engine, "checkout", prepare)


def only_session(db: Store) -> LoginSession:
    with db.read() as session:
        return session.scalars(select(LoginSession)).one()


@pytest.mark.parametrize("token", ["", "unknown", "\0", "x" * 10_000])
def test_it_does_not_know_a_token_nobody_was_given(db: Store, alice: Actor, token: str) -> None:
    with pytest.raises(Unauthenticated) as refused:
        sessions.authenticate(db, token)
    assert refused.value.code == "accounts.not_signed_in"


def test_a_token_dies_after_thirty_days_without_use(db: Store, alice: Actor) -> None:
    token = sign_in(db, "alice").token
    move_back(db, SESSION_LIFE)
    with pytest.raises(Unauthenticated):
        sessions.authenticate(db, token)


def test_use_moves_the_end_on(db: Store, alice: Actor) -> None:
    token = sign_in(db, "alice").token
    move_back(db, SESSION_LIFE - timedelta(hours=1))
    sessions.authenticate(db, token)
    assert only_session(db).expires_at > now() + SESSION_LIFE - timedelta(minutes=1)


def test_use_is_not_written_down_every_time(db: Store, alice: Actor) -> None:
    token = sign_in(db, "alice").token
    move_back(db, TOUCH_EVERY - timedelta(minutes=1))
    before = only_session(db).last_seen_at
    sessions.authenticate(db, token)
    assert only_session(db).last_seen_at == before


def test_a_database_that_takes_no_writes_signs_nobody_out(db: Store, alice: Actor) -> None:
    token = sign_in(db, "alice").token
    move_back(db, TOUCH_EVERY)
    only_read(db)
    assert sessions.authenticate(db, token)["actor_id"] == alice.id


def test_signing_out_ends_this_session_alone_and_tells(db: Store, alice: Actor) -> None:
    here, there = sign_in(db, "alice"), sign_in(db, "alice")
    me = actor_of(db, here.token)
    sessions.logout(db, me)
    with pytest.raises(Unauthenticated):
        actor_of(db, here.token)
    assert actor_of(db, there.token).id == alice.id
    assert emitted(db)[-1] == ("accounts.sessions_ended", {"user_id": alice.id, "session_ids": [me.session_id]})


def test_the_devices_that_are_signed_in_are_listed_newest_first(db: Store, alice: Actor, bob: Actor) -> None:
    first, second = (actor_of(db, sign_in(db, "alice", address="192.0.2.1").token) for _ in range(2))
    sign_in(db, "bob")
    page = sessions.list_sessions(db, first, PageQuery())
    assert [held.id for held in page.items] == [second.session_id, first.session_id]
    assert [held.current for held in page.items] == [False, True]
    assert (page.items[0].address, page.items[0].user_agent) == ("192.0.2.1", "Firefox")


def test_sessions_are_paged(db: Store, alice: Actor) -> None:
    for _ in range(3):
        sign_in(db, "alice")
    first = sessions.list_sessions(db, alice, PageQuery(limit=2))
    rest = sessions.list_sessions(db, alice, PageQuery(limit=2, cursor=first.next_cursor))
    assert (len(first.items), len(rest.items), rest.next_cursor, rest.total) == (2, 1, None, 3)


def test_ended_and_expired_sessions_are_not_listed(db: Store, alice: Actor) -> None:
    sign_in(db, "alice")
    move_back(db, SESSION_LIFE)
    sessions.logout(db, actor_of(db, sign_in(db, "alice").token))
    assert sessions.list_sessions(db, alice, PageQuery()).total == 0


def test_one_may_end_ones_other_sessions(db: Store, alice: Actor) -> None:
    lost = actor_of(db, sign_in(db, "alice").token)
    assert lost.session_id is not None
    sessions.end_session(db, alice, lost.session_id)
    assert sessions.list_sessions(db, alice, PageQuery()).total == 0
    with pytest.raises(NotFound):
        sessions.end_session(db, alice, lost.session_id)


def test_charlie_cannot_end_bobs_session(db: Store, bob: Actor, charlie: Actor) -> None:
    bobs = sign_in(db, "bob").token
    session_id = actor_of(db, bobs).session_id
    assert session_id is not None
    with pytest.raises(NotFound):
        sessions.end_session(db, charlie, session_id)
    assert actor_of(db, bobs).id == bob.id


def test_long_dead_sessions_are_cleared_away_and_their_ids_never_come_again(db: Store, alice: Actor) -> None:
    old = actor_of(db, sign_in(db, "alice").token).session_id
    long_ago = now() - KEEP_ENDED_SESSIONS - timedelta(days=1)
    with db.write() as session:
        session.execute(update(LoginSession).values(ended_at=long_ago))
    fresh = actor_of(db, sign_in(db, "alice").token).session_id
    assert old is not None
    assert fresh is not None
    assert only_session(db).id == fresh > old
