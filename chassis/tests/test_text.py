"""Text as people type it, made safe to store."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from chassis.text import Line, Text, escape_like, text_key

LINE, TEXT = TypeAdapter(Line), TypeAdapter(Text)


@pytest.mark.parametrize(
    ("typed", "stored"), [("  a  ", "a"), ("e\u0301", "\u00e9"), ("\u4f60\u597d", "\u4f60\u597d"), ("👩‍🏫", "👩‍🏫")]
)
def test_a_line_is_trimmed_and_in_one_form(typed: str, stored: str) -> None:
    assert LINE.validate_python(typed) == stored


@pytest.mark.parametrize("control", ["\x00", "\x07", "\x1b", "\x7f", "\x85", "\n", "\r", "\t", "\u2028", "\u2029"])
def test_a_line_has_no_controls_and_no_breaks(control: str) -> None:
    with pytest.raises(ValidationError):
        LINE.validate_python(f"a{control}b")


def test_the_breaks_of_a_text_are_all_alike() -> None:
    assert TEXT.validate_python("a\r\nb\rc\td") == "a\nb\nc\td"


@given(st.text())
def test_whatever_is_stored_would_be_stored_the_same_again(typed: str) -> None:
    try:
        stored = TEXT.validate_python(typed)
    except ValidationError:
        return
    assert TEXT.validate_python(stored) == stored == unicodedata.normalize("NFC", stored)
    assert "\0" not in stored


def test_wildcards_are_taken_literally() -> None:
    assert escape_like(r"50%_\ ") == r"50\%\_\\ "


def test_case_does_not_matter_in_any_language() -> None:
    assert text_key("ÜBUNG Straße") == text_key("übung STRASSE")
    assert text_key("e\u0301") == text_key("É")
