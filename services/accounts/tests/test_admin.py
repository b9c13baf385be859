"""The command line for those who run the system: making accounts, and looking after them."""

from __future__ import annotations

import io
import sys

import pytest
from sqlalchemy import select

from accounts import admin
from accounts.usecases.sessions import authenticate
from chassis.call import Actor
from chassis.database import Store
from chassis.errors import ServiceError
from chassis.ledger.tables import outbox

from .cast import PASSWORD, actor_of, sign_in

ERIN = ["create", "--username", "erin", "--email", "erin@lectern.test"]


@pytest.fixture(autouse=True)
def _here(db: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command works on the test's database, and nobody types anything."""
    monkeypatch.setenv("ACCOUNTS_DATABASE_URL", db.engine.url.render_as_string(hide_password=False))
    monkeypatch.delenv("LECTERN_ADMIN_PASSWORD", raising=False)
    monkeypatch.setattr(sys, "stdin", io.StringIO())


def role(db: Store, username: str, password: str) -> str:
    return actor_of(db, sign_in(db, username, password).token).role


def test_it_makes_an_admin_and_prints_the_password_it_made_up(db: Store, capsys: pytest.CaptureFixture[str]) -> None:
    admin.main(ERIN)
    password = capsys.readouterr().out.split("Password: ")[1].strip()
    assert role(db, "erin", password) == "admin"


def test_it_takes_the_password_from_the_environment(
    db: Store, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LECTERN_ADMIN_PASSWORD", PASSWORD)
    admin.main([*ERIN, "--user-type", "teacher", "--full-name", "Erin Example"])
    assert role(db, "erin", PASSWORD) == "teacher"
    assert PASSWORD not in capsys.readouterr().out


def test_it_takes_the_password_from_a_pipe(db: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\n"))
    admin.main(ERIN)
    assert role(db, "erin", PASSWORD) == "admin"


@pytest.mark.usefixtures("alice")
@pytest.mark.parametrize(
    ("option", "value", "why"),
    [("--username", "Alice", "taken"), ("--username", "a", "3 to 30"), ("--email", "nowhere", "e-mail address")],
)
def test_it_says_what_is_wrong_and_fails(db: Store, option: str, value: str, why: str) -> None:
    with pytest.raises(SystemExit) as left:
        admin.main([*ERIN, option, value])
    assert why in str(left.value.code)
    assert "Value error" not in str(left.value.code)


def test_it_refuses_a_weak_password(db: Store, dana: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LECTERN_ADMIN_PASSWORD", "password123")
    with pytest.raises(SystemExit) as left:
        admin.main(ERIN)
    assert "too easy to guess" in str(left.value.code)


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What the command prints."""
    admin.main(list(words))
    return capsys.readouterr().out


def events(db: Store) -> list[str]:
    with db.read() as session:
        return [row.type for row in session.execute(select(outbox.c.type).order_by(outbox.c.position))]


def test_it_lists_people_by_name_and_role(
    db: Store, alice: Actor, bob: Actor, capsys: pytest.CaptureFixture[str]
) -> None:
    assert [line.split()[1:4] for line in said(capsys, "users").splitlines()] == [
        ["teacher", "active", "alice"],
        ["student", "active", "bob"],
    ]
    assert said(capsys, "users", "--role", "student").split()[3] == "bob"
    assert said(capsys, "users", "nobody", "like", "this") == "There is nobody like that.\n"


def test_who_is_blocked_is_out_until_let_in(db: Store, bob: Actor, capsys: pytest.CaptureFixture[str]) -> None:
    held = sign_in(db, "bob")
    assert said(capsys, "block", "BOB") == "Blocked bob.\n"
    with pytest.raises(ServiceError):
        authenticate(db, held.token)
    with pytest.raises(ServiceError):
        sign_in(db, "bob")
    assert "blocked" in said(capsys, "users", "bob")
    assert said(capsys, "unblock", "bob") == "bob may sign in again.\n"
    assert sign_in(db, "bob").token
    assert events(db)[-3:] == ["accounts.sessions_ended", "accounts.user_changed", "accounts.user_changed"]


def test_a_role_counts_from_the_next_sign_in_on(db: Store, bob: Actor, capsys: pytest.CaptureFixture[str]) -> None:
    held = sign_in(db, "bob")
    assert said(capsys, "role", "bob", "admin") == "bob is admin from the next sign-in on.\n"
    with pytest.raises(ServiceError):
        authenticate(db, held.token)
    assert role(db, "bob", PASSWORD) == "admin"


def test_sessions_are_listed_and_revoked(db: Store, bob: Actor, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "revoke", "bob")
    first, second = sign_in(db, "bob"), sign_in(db, "bob")
    numbers = [line.split()[0] for line in said(capsys, "sessions", "bob").splitlines()]
    assert len(numbers) == 2
    assert said(capsys, "revoke", "bob", "--session", numbers[0]) == "Ended 1 session.\n"
    with pytest.raises(ServiceError):
        authenticate(db, second.token)
    assert authenticate(db, first.token)
    assert said(capsys, "revoke", "bob") == "Ended 1 session.\n"
    assert said(capsys, "sessions", "bob") == "Signed in nowhere.\n"


@pytest.mark.parametrize("words", [["block", "nobody"], ["revoke", "bob", "--session", "99999"]])
def test_it_says_whom_it_does_not_know(db: Store, bob: Actor, words: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        admin.main(words)
    assert "There is no" in str(left.value.code)
