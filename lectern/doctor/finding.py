"""What the doctor looks at, and what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal


@dataclass(frozen=True)
class Finding:
    """What was found about one thing, and what to do if it is not well."""

    about: str
    state: Literal["ok", "look", "bad"]
    said: str
    advice: str = ""


@dataclass(frozen=True)
class Patient:
    """The system of a directory, with the settings it runs with, or would."""

    directory: Path
    settings: Mapping[str, str]
    runs: bool

    def setting(self, name: str, default: str = "") -> str:
        """A setting, or its default."""
        return self.settings.get(name) or default


def fine(about: str, said: str) -> Finding:
    """All is well."""
    return Finding(about, "ok", said)


def worth_a_look(about: str, said: str, advice: str) -> Finding:
    """It works, but not as it should."""
    return Finding(about, "look", said, advice)


def bad(about: str, said: str, advice: str) -> Finding:
    """It does not work."""
    return Finding(about, "bad", said, advice)
