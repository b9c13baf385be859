"""Cursors: what was given comes back, and nothing else is taken."""

from __future__ import annotations

import base64

import pytest

from chassis import cursor
from chassis.errors import InvalidInput
from chassis.ids import MAX_ID


@pytest.mark.parametrize("key", [(7,), (MAX_ID,), ("2026-01-05T08:00:00.000Z", 7), ("é / ? &", 1)])
def test_it_reads_what_it_wrote(key: tuple[str | int, ...]) -> None:
    made = cursor.encode(*key)
    assert made.replace("-", "").replace("_", "").isalnum()
    assert cursor.decode(made, *(type(part) for part in key)) == key


def test_no_cursor_is_the_beginning() -> None:
    assert cursor.decode(None, int) is None


@pytest.mark.parametrize(
    "forged", ["[7.0]", "[true]", "[null]", '["7"]', "[7, 8]", "[]", "7", "{}", "nonsense", f"[{2**63}]", f"[-{2**63}]"]
)
def test_it_refuses_what_it_did_not_write(forged: str) -> None:
    with pytest.raises(InvalidInput):
        cursor.decode(base64.urlsafe_b64encode(forged.encode()).decode().rstrip("="), int)


@pytest.mark.parametrize("nonsense", ["", "=", "a", "\u00e9", "\x00", "a b"])
def test_it_refuses_what_is_not_even_encoded(nonsense: str) -> None:
    with pytest.raises(InvalidInput):
        cursor.decode(nonsense, int)


def test_it_refuses_text_that_a_database_cannot_hold() -> None:
    with pytest.raises(InvalidInput):
        cursor.decode(cursor.encode("a\0b"), str)
