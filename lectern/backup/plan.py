"""When backups are made by themselves, where they go, and how many of them are kept: `BACKUP_AT`, `_DIR`, `_KEEP`.

A plan has no memory: one is due if the newest in the folder is older than the last time of day it was due at. So what
was missed while the machine was off is made up, and one that somebody made by hand counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

DEFAULT_KEEP = 7
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Plan:
    """`at` is a time of day of this machine, None for never; `keep` is 0 for all."""

    at: time | None
    folder: Path
    keep: int

    @classmethod
    def of(cls, directory: Path, settings: Mapping[str, str]) -> Plan:
        """As the settings, seen from the directory, say. Raises ValueError, saying which is wrong."""
        folder = directory / (settings.get("BACKUP_DIR") or "var/backups")
        return cls(_time(settings.get("BACKUP_AT", "")), folder, _count(settings.get("BACKUP_KEEP", "")))

    def is_due(self, newest: datetime | None, moment: datetime) -> bool:
        """Whether one should have been made by now."""
        if self.at is None:
            return False
        return newest is None or newest < _last(self.at, moment)


def _last(at: time, moment: datetime) -> datetime:
    """The last time that it was that time of day."""
    today = moment.astimezone().date()
    found = datetime.combine(today, at).astimezone()
    return found if found <= moment else datetime.combine(today - DAY, at).astimezone()


def _time(text: str) -> time | None:
    try:
        return datetime.strptime(text, "%H:%M").time() if text else None  # noqa: DTZ007  # of this machine's own zone
    except ValueError:
        raise ValueError(f"BACKUP_AT is {text}: please set a time of day such as 03:00, or nothing.") from None


def _count(text: str) -> int:
    if not text:
        return DEFAULT_KEEP
    if not text.isdecimal():
        raise ValueError(f"BACKUP_KEEP is {text}: please set a number, 0 for all.")
    return int(text)
