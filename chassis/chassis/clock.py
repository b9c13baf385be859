"""The time. Rules take it as an argument; only use cases read it, here."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """The current time, aware, in UTC."""
    return datetime.now(UTC)


def wire(moment: datetime) -> str:
    """RFC 3339 in UTC with `Z` and milliseconds, as it stands in answers and events."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
