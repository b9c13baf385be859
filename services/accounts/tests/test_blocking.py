"""Blocking people and letting them back in."""

from __future__ import annotations

import pytest

from accounts.usecases import blocking
from chassis.call import Actor
from chassis.database import Store
from chassis.errors import Forbidden, NotFound, Unauthenticated
from chassis.testing.databases import emitted

from .cast import PHOTOS, actor_of, sign_in


def test_a_blocked_account_is_out_at_once_and_it_is_told(db: Store, bob: Actor, dana: Actor) -> None:
    token = sign_in(db, "bob").token
    assert blocking.block_user(db, PHOTOS, dana, bob.id).is_blocked
    with pytest.raises(Forbidden) as refused:
        actor_of(db, token)
    assert refused.value.code == "accounts.blocked"
    assert emitted(db)[-2:] == [
        ("accounts.sessions_ended", {"user_id": bob.id, "session_ids": None}),
        ("accounts.user_changed", {"id": bob.id}),
    ]


def test_old_tokens_stay_dead_when_an_account_is_unblocked(db: Store, bob: Actor, dana: Actor) -> None:
    token = sign_in(db, "bob").token
    blocking.block_user(db, PHOTOS, dana, bob.id)
    assert not blocking.unblock_user(db, PHOTOS, dana, bob.id).is_blocked
    with pytest.raises(Unauthenticated):
        actor_of(db, token)
    assert sign_in(db, "bob").token


def test_blocking_twice_tells_the_change_once(db: Store, bob: Actor, dana: Actor) -> None:
    for _ in range(2):
        assert blocking.block_user(db, PHOTOS, dana, bob.id).is_blocked
    assert [kind for kind, _ in emitted(db)].count("accounts.user_changed") == 1


def test_an_admin_cannot_block_themselves_nor_who_is_not_there(db: Store, dana: Actor) -> None:
    with pytest.raises(Forbidden) as refused:
        blocking.block_user(db, PHOTOS, dana, dana.id)
    assert refused.value.code == "accounts.own_account"
    with pytest.raises(NotFound):
        blocking.unblock_user(db, PHOTOS, dana, 999)


def test_of_two_admins_who_block_each_other_one_remains(db: Store, dana: Actor, alice: Actor) -> None:
    blocking.block_user(db, PHOTOS, dana, alice.id)
    with pytest.raises(Forbidden):
        blocking.block_user(db, PHOTOS, Actor(alice.id, "admin"), dana.id)
    assert sign_in(db, "dana").token
