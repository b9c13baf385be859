"""The command that makes accounts for those who run the system."""

from __future__ import annotations

import io
import sys

import pytest

from accounts import admin
from chassis.call import Actor
from chassis.database import Store

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
