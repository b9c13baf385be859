"""Text as people type it, made safe to store: trimmed, in Unicode form NFC, without control characters."""

from __future__ import annotations

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator

_CONTROLS = ("Cc", "Cs")
_BREAKS = ("Zl", "Zp")
_ALLOWED_IN_TEXT = {"\n", "\t"}


def _normalised(value: object) -> object:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n")).strip()
    return value


def _refuse(value: str, categories: tuple[str, ...], allowed: set[str]) -> str:
    for character in value:
        if unicodedata.category(character) in categories and character not in allowed:
            raise ValueError("Control characters are not allowed.")
    return value


def _line(value: str) -> str:
    return _refuse(value, _CONTROLS + _BREAKS, set())


def _text(value: str) -> str:
    return _refuse(value, _CONTROLS, _ALLOWED_IN_TEXT)


Line = Annotated[str, BeforeValidator(_normalised), AfterValidator(_line)]
"""One line of text: no line breaks, no control characters."""

Text = Annotated[str, BeforeValidator(_normalised), AfterValidator(_text)]
"""Several lines of text; line breaks are `\\n`."""


def text_key(text: str) -> str:
    """The form in which two texts are the same, and in which they are searched: case does not matter."""
    return unicodedata.normalize("NFC", text.casefold())


def escape_like(value: str) -> str:
    """`value` with the wildcards of SQL LIKE escaped by a backslash."""
    return value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
