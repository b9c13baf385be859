"""What the probe did, seen from outside of it: the runs of its methods, and the rows of its database."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


class Traces:
    """Reads what the probe leaves in its directory."""

    def __init__(self, directory: Path) -> None:
        self._runs = directory / "runs"
        self._database = directory / "probe.sqlite3"

    def runs(self, what: str) -> int:
        """How often something was begun, over all lives of all processes."""
        return len(self.details(what))

    def details(self, what: str) -> list[str]:
        """What was noted with each of them."""
        lines = self._runs.read_text().splitlines() if self._runs.exists() else []
        return [line.partition(" ")[2] for line in lines if line.partition(" ")[0] == what]

    def notes(self, text: str = "%") -> int:
        """How many notes were written with this text."""
        return self._count("SELECT count(*) FROM notes WHERE text LIKE ?", text)

    def all_written(self) -> bool:
        """Whether every run of `write_many` that was begun has ended: the number of notes grows no more."""
        return 0 < self.runs("write_many") == self.runs("wrote_many")

    def heard(self, text: str = "%") -> int:
        """How many effects handlers had for events with this text."""
        return self._count("SELECT count(*) FROM heard WHERE text LIKE ?", text)

    def heard_events(self) -> int:
        """How many distinct events had an effect."""
        return self._count("SELECT count(DISTINCT event_id) FROM heard WHERE text LIKE ?", "%")

    def settled(self, least: int) -> bool:
        """Whether every begun `write_many` has ended, and each of at least so many notes was heard of exactly once.

        All counts come from one snapshot: a call that is delivered again may write while a test looks.
        """
        counts = (
            "SELECT count(*) FROM notes",
            "SELECT count(*) FROM heard",
            "SELECT count(DISTINCT event_id) FROM heard",
        )
        with closing(sqlite3.connect(self._database, timeout=5)) as connection:
            notes, effects, events = connection.execute(
                f"SELECT {', '.join(f'({count})' for count in counts)}"
            ).fetchone()
        assert effects == events, f"{events} events had {effects} effects"
        return bool(self.all_written() and least <= notes == effects)

    def unsent(self) -> int:
        """How many events wait in the outbox."""
        return self._count("SELECT count(*) FROM outbox WHERE sent_at IS NULL AND type LIKE ?", "%")

    def _count(self, query: str, argument: str) -> int:
        with closing(sqlite3.connect(self._database, timeout=5)) as connection:
            (found,) = connection.execute(query, (argument,)).fetchone()
        return int(found)
