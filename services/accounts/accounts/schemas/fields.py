"""The kinds of text that an account is made of, checked as they come in."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Annotated
from zoneinfo import available_timezones

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, StringConstraints, WithJsonSchema

from accounts.domain import USERNAME_PATTERN
from chassis.text import Line, Text


def _username(value: str) -> str:
    if not 3 <= len(value) <= 30:
        raise ValueError("Use 3 to 30 characters.")
    if not _fits(value):
        raise ValueError("Use letters without accents, digits, dots, hyphens and underscores only.")
    return value


def _fits(value: str) -> bool:
    return value.isascii() and all(character.isalnum() or character in "_.-" for character in value)


def _email(value: str) -> str:
    """Syntax only; addresses of invented people (`@….test`) are taken."""
    try:
        return validate_email(value, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError as error:
        raise ValueError("This is not an e-mail address.") from error


def _password(value: str) -> str:
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in value):
        raise ValueError("Control characters are not allowed.")
    return value


def _time_zone(value: str) -> str:
    if value not in _time_zones():
        raise ValueError("This is no time zone of the IANA database, such as Europe/Berlin.")
    return value


@lru_cache(maxsize=1)
def _time_zones() -> frozenset[str]:
    return frozenset(available_timezones())


Username = Annotated[
    Line,
    AfterValidator(_username),
    WithJsonSchema({"type": "string", "pattern": USERNAME_PATTERN, "description": "Unique, in whatever case."}),
]
Email = Annotated[
    Line,
    StringConstraints(max_length=254),
    AfterValidator(_email),
    WithJsonSchema({"type": "string", "format": "email", "maxLength": 254}),
]
Password = Annotated[
    str,
    StringConstraints(max_length=1024),
    AfterValidator(_password),
    WithJsonSchema({"type": "string", "format": "password", "writeOnly": True}),
]
FullName = Annotated[Line, StringConstraints(max_length=120)]
TimeZone = Annotated[Line, StringConstraints(max_length=64), AfterValidator(_time_zone)]
OpenAiApiKey = Annotated[
    Line, StringConstraints(max_length=500), WithJsonSchema({"type": "string", "maxLength": 500, "writeOnly": True})
]
Bio = Annotated[Text, StringConstraints(max_length=2000)]
TypedName = Annotated[Line, StringConstraints(min_length=1, max_length=150)]
