"""Signing in with a password, and changing it."""

from __future__ import annotations

import pytest

from accounts import passwords, throttles
from accounts.config import settings
from accounts.models import User
from accounts.schemas import ChangePasswordBody
from accounts.throttles import FAILURES_PER_ACCOUNT, FAILURES_PER_ADDRESS
from accounts.usecases import blocking, signing_in
from chassis.call import Actor
from chassis.database import Store
from chassis.errors import Forbidden, InvalidInput, TooMany, Unauthenticated
from chassis.testing.databases import emitted

from .cast import PASSWORD, PHOTOS, actor_of, sign_in

WRONG = "not the right one"
NEXT = "another good password"


def fail(db: Store, username: str, address: str, times: int) -> None:
    for _ in range(times):
        with pytest.raises(Unauthenticated):
            sign_in(db, username, WRONG, address)


def change(db: Store, actor: Actor, current: str = PASSWORD, new: str = NEXT, address: str = "") -> None:
    body = ChangePasswordBody(current_password=current, new_password=new)
    signing_in.change_password(db, actor, body, address)


def test_the_right_password_signs_in_whatever_the_names_case(db: Store, alice: Actor) -> None:
    signed_in = sign_in(db, "ALICE")
    assert actor_of(db, signed_in.token).id == alice.id
    assert (signed_in.user.email, signed_in.user.has_openai_api_key) == ("alice@lectern.test", False)


@pytest.mark.parametrize(("username", "password"), [("alice", WRONG), ("nobody", PASSWORD), ("alice", "")])
def test_whatever_is_wrong_the_answer_is_the_same(db: Store, alice: Actor, username: str, password: str) -> None:
    with pytest.raises(Unauthenticated) as refused:
        sign_in(db, username, password)
    assert refused.value.code == "accounts.wrong_credentials"


def test_a_name_that_does_not_exist_costs_as_much_as_one_that_does(
    db: Store, alice: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str] = []
    real = passwords._verify

    def watched(stored: str, typed: str) -> passwords.Verdict:
        compared.append(stored)
        return real(stored, typed)

    monkeypatch.setattr(passwords, "_verify", watched)
    passwords._decoy.cache_clear()
    fail(db, "alice", "", 1)
    fail(db, "nobody", "", 1)
    parameters = [stored.split("$")[1:4] for stored in compared]
    assert len(parameters) == 2
    assert parameters[0] == parameters[1]


def test_only_who_knows_the_password_learns_that_an_account_is_blocked(db: Store, bob: Actor, dana: Actor) -> None:
    blocking.block_user(db, PHOTOS, dana, bob.id)
    with pytest.raises(Forbidden) as refused:
        sign_in(db, "bob")
    assert refused.value.code == "accounts.blocked"
    with pytest.raises(Unauthenticated):
        sign_in(db, "bob", WRONG)


def test_a_hash_made_with_other_parameters_is_renewed(db: Store, alice: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARGON2_TIME_COST", "2")
    settings.cache_clear()
    sign_in(db, "alice")
    with db.read() as session:
        (stored,) = [user.password_hash for user in session.query(User)]
    assert "t=2" in stored
    assert sign_in(db, "alice").token


@pytest.mark.usefixtures("throttled")
def test_an_account_is_closed_for_a_while_after_repeated_failures(db: Store, alice: Actor, address: str) -> None:
    name = f"nobody-{address[-12:]}"
    fail(db, name, address, FAILURES_PER_ACCOUNT.limit)
    with pytest.raises(TooMany) as refused:
        sign_in(db, name.upper(), PASSWORD, f"{address}-elsewhere")
    assert 0 < refused.value.details["retry_after"] <= FAILURES_PER_ACCOUNT.window
    assert sign_in(db, "alice", address=address).token


@pytest.mark.usefixtures("throttled")
def test_an_address_is_closed_for_a_while_after_failures_with_many_names(db: Store, alice: Actor, address: str) -> None:
    for number in range(FAILURES_PER_ADDRESS.limit):
        fail(db, f"{address[-12:]}-{number}", address, 1)
    with pytest.raises(TooMany):
        sign_in(db, "alice", address=address)
    assert sign_in(db, "alice", address=f"{address}-elsewhere").token


@pytest.mark.usefixtures("throttled")
def test_signing_in_never_counts_and_makes_failures_forgotten(db: Store, alice: Actor, address: str) -> None:
    for _ in range(3):
        fail(db, "alice", address, FAILURES_PER_ACCOUNT.limit - 1)
        assert sign_in(db, "alice", address=address).token


def test_a_new_password_replaces_the_old_one_and_ends_all_other_sessions(db: Store, alice: Actor) -> None:
    here, there = sign_in(db, "alice"), sign_in(db, "alice")
    me, other = actor_of(db, here.token), actor_of(db, there.token)
    change(db, me)
    assert actor_of(db, here.token) == me
    with pytest.raises(Unauthenticated):
        actor_of(db, there.token)
    assert emitted(db)[-1] == ("accounts.sessions_ended", {"user_id": alice.id, "session_ids": [other.session_id]})
    with pytest.raises(Unauthenticated):
        sign_in(db, "alice")
    assert sign_in(db, "alice", NEXT).token


@pytest.mark.parametrize(
    ("current", "new", "field"), [(WRONG, NEXT, "current_password"), (PASSWORD, "password123", "new_password")]
)
def test_it_refuses_to_change_a_password(db: Store, alice: Actor, current: str, new: str, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        change(db, alice, current, new)
    assert list(refused.value.details["errors"]) == [field]
    assert sign_in(db, "alice").token


@pytest.mark.usefixtures("throttled")
def test_a_stolen_token_does_not_serve_to_guess_the_password(db: Store, bob: Actor, address: str) -> None:
    try:
        for _ in range(FAILURES_PER_ACCOUNT.limit):
            with pytest.raises(InvalidInput):
                change(db, bob, WRONG, address=address)
        with pytest.raises(TooMany):
            change(db, bob, address=address)
    finally:
        throttles.forget_failures("bob")


def test_a_sign_in_that_a_change_of_password_overtakes_is_refused(
    db: Store, alice: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def overtaken(stored: str | None, password: str) -> passwords.Verdict:
        monkeypatch.undo()
        verdict = passwords.verify(stored, password)
        change(db, alice)
        return verdict

    monkeypatch.setattr(passwords, "verify", overtaken)
    with pytest.raises(Unauthenticated):
        sign_in(db, "alice")
