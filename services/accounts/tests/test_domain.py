"""The rules, without I/O."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from accounts.domain import (
    SESSION_LIFE,
    TOUCH_EVERY,
    is_live,
    needs_touch,
    network,
    normal_password,
    password_problem,
    token_hash,
)
from chassis.text import text_key

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
COMMON = frozenset({"password123"})


def problem(password: str) -> str | None:
    return password_problem(password, "alice.example", "alice@lectern.test", COMMON)


@pytest.mark.parametrize(
    "password", ["lectern-demo", "ten chars!", "x" * 5 + "y" * 123, "пароль-школы", "🙂🙃" * 6 + "!"]
)
def test_it_takes_any_password_that_is_long_and_not_guessed_first(password: str) -> None:
    assert problem(password) is None


@pytest.mark.parametrize(
    "password",
    [
        "",
        "nine char",
        "y" * 64 + "x" * 65,
        "aaaaaaaaaaaa",
        "abcabcabcabca",
        "Alice.Example",
        "ALICE@lectern.test",
        "PassWord123",
    ],
)
def test_it_refuses_a_weak_password_with_a_sentence(password: str) -> None:
    assert str(problem(password)).endswith(".")


def test_the_same_letters_typed_on_another_keyboard_are_the_same_password() -> None:
    assert normal_password("Caf\u00e9 ①") == normal_password("Cafe\u0301 1")


def test_names_that_differ_in_case_are_the_same() -> None:
    assert text_key("ALICE") == text_key("alice")
    assert text_key("STRASSE") == text_key("Straße")


def test_a_session_is_live_until_it_ends_or_expires() -> None:
    expires = NOON + SESSION_LIFE
    assert is_live(expires, None, NOON)
    assert not is_live(expires, None, expires)
    assert not is_live(expires, NOON, NOON)


def test_use_is_written_down_once_in_ten_minutes() -> None:
    assert not needs_touch(NOON, NOON + TOUCH_EVERY - timedelta(seconds=1))
    assert needs_touch(NOON, NOON + TOUCH_EVERY)


def test_a_token_that_is_no_text_has_a_hash_as_well() -> None:
    assert len(token_hash("\ud800")) == 64


@pytest.mark.parametrize(
    ("address", "held"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("not an address", "not an address"),
    ],
)
def test_one_holder_of_addresses_is_throttled_as_one(address: str, held: str) -> None:
    assert network(address) == held
