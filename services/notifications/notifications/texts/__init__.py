"""Words in the recipient's language, made from facts. A language is a file beside this one; English is complete."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, Template

from notifications.texts.moments import moment_text

FOLDER = Path(__file__).parent
LANGUAGES = ("en", "de")
DEFAULT_LANGUAGE = "en"

_plain = Environment(undefined=StrictUndefined, autoescape=False)  # noqa: S701  # plain text, never HTML


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody reads. `action` names what the link leads to."""

    title: str
    message: str
    action: str


def said(kind: str, facts: Mapping[str, Any], language: str, zone: str) -> Said:
    """The words for a notification: facts that are times (`…_at`) in the reader's zone."""
    parts = _templates(known(language), kind)
    told = readable(facts, language, zone)
    return Said(*(part.render(told).strip() for part in parts))


def phrase(part: str, language: str, /, **facts: Any) -> str:
    """One of the phrases that mails are made of."""
    return _phrase(known(language), part).render(facts).strip()


def readable(facts: Mapping[str, Any], language: str, zone: str) -> dict[str, Any]:
    """The facts, with times as people write them."""
    return {
        name: moment_text(value, known(language), zone) if name.endswith("_at") and value else value
        for name, value in facts.items()
    }


def known(language: str) -> str:
    """The language, if there are words in it; else English."""
    return language if language in LANGUAGES else DEFAULT_LANGUAGE


@lru_cache(maxsize=8)
def _language(language: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))


@lru_cache(maxsize=200)
def _templates(language: str, kind: str) -> tuple[Template, Template, Template]:
    words = _language(language)[kind]
    return (
        _plain.from_string(words["title"]),
        _plain.from_string(words["message"]),
        _plain.from_string(words["action"]),
    )


@lru_cache(maxsize=200)
def _phrase(language: str, part: str) -> Template:
    return _plain.from_string(_language(language)["mail"][part])
