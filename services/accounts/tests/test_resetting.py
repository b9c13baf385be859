"""A forgotten password: nobody learns who has an account, and a link is good once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import update

from accounts import models, passwords, throttles
from accounts.schemas import ChangePasswordBody, ForgotPasswordBody, ProfilePatch, ResetPasswordBody
from accounts.usecases import blocking, profile, resetting, signing_in
from chassis.call import Actor
from chassis.clock import now
from chassis.database import Store
from chassis.errors import Forbidden, InvalidInput, TooMany, Unauthenticated

from .asking import ask
from .cast import PASSWORD, PHOTOS, actor_of, sign_in
from .letters import sent, token

REQUESTED = "accounts.password_reset_requested"
NEW = "another quiet harbour"


def forget(db: Store, email: str = "bob@lectern.test", address: str = "") -> None:
    resetting.forgot_password(db, ForgotPasswordBody(email=email), address)


def reset(db: Store, link: str, password: str = NEW) -> None:
    resetting.reset_password(db, ResetPasswordBody(token=link, password=password))


def link(db: Store) -> str:
    forget(db)
    return token(sent(db, REQUESTED)[-1], "password-reset")


def test_the_answer_is_the_same_whether_there_is_an_account(db: Store, bob: Actor) -> None:
    for email in ("BOB@lectern.test", "nobody@lectern.test"):
        reply = ask(db, "forgot_password", body={"email": email})
        assert (reply.status, reply.body) == (202, None)
    (data,) = sent(db, REQUESTED)
    assert (data["user_id"], data["email"]) == (bob.id, "bob@lectern.test")


def test_a_link_sets_another_password_and_signs_everybody_out(db: Store, bob: Actor) -> None:
    held = sign_in(db, "bob").token
    assert ask(db, "reset_password", body={"token": link(db), "password": NEW}).status == 204
    with pytest.raises(Unauthenticated):
        actor_of(db, held)
    with pytest.raises(Unauthenticated):
        sign_in(db, "bob")
    assert sign_in(db, "bob", NEW).user.id == bob.id
    assert {"user_id": bob.id, "session_ids": None} in sent(db, "accounts.sessions_ended")


@pytest.mark.usefixtures("bob")
def test_a_link_is_good_once_and_takes_the_others_with_it(db: Store) -> None:
    first, second = link(db), link(db)
    reset(db, first)
    for used in (first, second, "x", "0" * 43):
        with pytest.raises(InvalidInput) as refused:
            reset(db, used)
        assert refused.value.code == "accounts.reset_not_open"


@pytest.mark.usefixtures("bob")
def test_a_link_is_good_for_an_hour(db: Store) -> None:
    good = link(db)
    with db.write() as session:
        session.execute(update(models.PasswordReset).values(expires_at=now() - timedelta(seconds=1)))
    with pytest.raises(InvalidInput):
        reset(db, good)
    forget(db)
    with db.read() as session:
        assert len(session.query(models.PasswordReset).all()) == 1


@pytest.mark.usefixtures("bob")
def test_a_weak_password_leaves_the_link_good(db: Store) -> None:
    good = link(db)
    with pytest.raises(InvalidInput) as refused:
        reset(db, good, "password123")
    assert list(refused.value.details["errors"]) == ["password"]
    reset(db, good)


def test_of_two_at_the_same_moment_one_succeeds(db: Store, bob: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    good, real = link(db), passwords.hash_password

    def overtaken(password: str) -> str:
        monkeypatch.setattr(passwords, "hash_password", real)
        reset(db, good)
        return real(password)

    monkeypatch.setattr(passwords, "hash_password", overtaken)
    with pytest.raises(InvalidInput):
        reset(db, good, "a third quiet harbour")
    assert sign_in(db, "bob", NEW).user.id == bob.id


def _change_password(db: Store, bob: Actor) -> None:
    body = ChangePasswordBody(current_password=PASSWORD, new_password=NEW)
    signing_in.change_password(db, bob, body, "")


def _change_address(db: Store, bob: Actor) -> None:
    profile.update_profile(db, PHOTOS, bob, ProfilePatch(email="bob@elsewhere.test"))


@pytest.mark.parametrize("change", [_change_password, _change_address])
def test_a_link_is_dead_once_the_password_or_the_address_is_another(
    db: Store, bob: Actor, change: Callable[[Store, Actor], None]
) -> None:
    old = link(db)
    change(db, bob)
    with pytest.raises(InvalidInput):
        reset(db, old)


def test_the_blocked_are_sent_no_link_and_use_none(db: Store, bob: Actor, dana: Actor) -> None:
    good = link(db)
    blocking.block_user(db, PHOTOS, dana, bob.id)
    with pytest.raises(Forbidden):
        reset(db, good)
    forget(db)
    assert len(sent(db, REQUESTED)) == 1


@pytest.mark.usefixtures("throttled", "bob")
def test_one_mailbox_and_one_address_are_spared(db: Store, address: str) -> None:
    for _ in range(throttles.RESET_MAILS_PER_ACCOUNT.limit + 2):
        forget(db)
    assert len(sent(db, REQUESTED)) == throttles.RESET_MAILS_PER_ACCOUNT.limit
    for _ in range(throttles.FORGETTING_PER_ADDRESS.limit):
        forget(db, "nobody@lectern.test", address)
    with pytest.raises(TooMany):
        forget(db, "nobody@lectern.test", address)


def test_everybody_sees_how_one_gets_in_here(db: Store) -> None:
    assert ask(db, "get_options").body == {"registration": "open"}
