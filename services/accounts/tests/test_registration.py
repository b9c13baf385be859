"""Making accounts."""

from __future__ import annotations

import pytest

from accounts.config import settings
from accounts.domain import Device
from accounts.throttles import REGISTRATIONS_PER_ADDRESS
from accounts.usecases import registration
from chassis.call import Actor
from chassis.database import Store
from chassis.errors import Forbidden, InvalidInput, TooMany
from chassis.testing.databases import emitted

from .cast import PASSWORD, PHOTOS, actor_of, newcomer

HERE = Device("198.51.100.1", "Firefox")


def refused(db: Store, **fields: object) -> dict[str, list[str]]:
    with pytest.raises(InvalidInput) as caught:
        registration.register(db, PHOTOS, newcomer(**fields), HERE)  # type: ignore[arg-type]  # one of them is the name
    errors: dict[str, list[str]] = caught.value.details["errors"]
    return errors


def test_a_new_account_is_signed_in(db: Store) -> None:
    reply = registration.register(db, PHOTOS, newcomer("Erin", full_name="Erin Example"), HERE)
    assert reply.body is not None
    user = reply.body.user
    assert (reply.status, reply.location) == (201, f"/api/users/{user.id}/")
    assert (user.username, user.email, user.full_name) == ("Erin", "Erin@lectern.test", "Erin Example")
    assert actor_of(db, reply.body.token).id == user.id


def test_it_tells_that_somebody_is_new(db: Store) -> None:
    reply = registration.register(db, PHOTOS, newcomer("erin", user_type="teacher"), HERE)
    assert reply.body is not None
    data = {"id": reply.body.user.id, "username": "erin", "user_type": "teacher"}
    assert emitted(db) == [("accounts.user_registered", data)]


def test_it_refuses_a_name_or_address_that_is_taken_whatever_its_case(db: Store, alice: Actor) -> None:
    assert set(refused(db, username="ALICE", email="Alice@LECTERN.test")) == {"username", "email"}


def test_it_tells_everything_that_is_wrong_at_once(db: Store, alice: Actor) -> None:
    assert set(refused(db, username="alice", email="e@lectern.test", password="short", password_confirm="x")) == {
        "username",
        "password",
        "password_confirm",
    }


@pytest.mark.parametrize("password", ["1234567890", "Qwertyuiop", "password123", "erin@lectern.test"])
def test_it_refuses_passwords_that_are_guessed_first(db: Store, password: str) -> None:
    assert set(refused(db, password=password)) == {"password"}


def test_the_password_may_be_confirmed(db: Store) -> None:
    assert registration.register(db, PHOTOS, newcomer(password_confirm=PASSWORD), HERE).status == 201


def test_neither_password_nor_token_is_stored(db: Store) -> None:
    reply = registration.register(db, PHOTOS, newcomer(), HERE)
    assert reply.body is not None
    content = db.engine.raw_connection().driver_connection.iterdump()  # type: ignore[union-attr]  # SQLite's own
    dump = "\n".join(content)
    assert "erin@lectern.test" in dump
    assert PASSWORD not in dump
    assert reply.body.token not in dump


@pytest.mark.parametrize(("mode", "user_type"), [("students", "teacher"), ("invite", "student"), ("invite", "teacher")])
def test_it_refuses_those_who_may_not_register(
    db: Store, monkeypatch: pytest.MonkeyPatch, mode: str, user_type: str
) -> None:
    monkeypatch.setenv("REGISTRATION", mode)
    settings.cache_clear()
    with pytest.raises(Forbidden) as caught:
        registration.register(db, PHOTOS, newcomer(user_type=user_type), HERE)
    assert caught.value.code == "accounts.registration_closed"


def test_students_may_register_where_only_students_may(db: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REGISTRATION", "students")
    settings.cache_clear()
    assert registration.register(db, PHOTOS, newcomer(), HERE).status == 201


@pytest.mark.usefixtures("throttled")
def test_one_address_registers_so_many_and_no_more(db: Store, address: str) -> None:
    elsewhere = Device(address)
    weak = newcomer(password="password123")
    for _ in range(REGISTRATIONS_PER_ADDRESS.limit):
        with pytest.raises(InvalidInput):
            registration.register(db, PHOTOS, weak, elsewhere)
    with pytest.raises(TooMany):
        registration.register(db, PHOTOS, newcomer(), elsewhere)
    assert registration.register(db, PHOTOS, newcomer(), Device(f"{address}-next-door")).status == 201
