"""Copies of several databases as of one moment, while others write to them.

For an instant all are locked for writing; in it a read transaction is begun in each, which goes on seeing that instant.
The copying, which takes longer, reads from those and holds nobody up.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import Protocol

from lectern.backup.errors import BackupError


class Database(Protocol):
    """What a database of any kind can do for a backup."""

    @property
    def suffix(self) -> str:
        """How the name of a copy ends."""
        ...

    def opened(self) -> AbstractContextManager[None]:
        """Be able to see a moment and to copy it."""
        ...

    def locked(self) -> AbstractContextManager[None]:
        """Nobody writes meanwhile."""
        ...

    def see_this_moment(self) -> None:
        """From now on read what is there at this moment."""
        ...

    def copy(self, target: Path) -> str:
        """Copy what was there at that moment; returns the revision it is at."""
        ...


def copy_all(databases: Mapping[str, Database], target: Path) -> dict[str, str]:
    """Copy each to `target/<name><suffix>`; returns the revision that each is at. Raises BackupError."""
    try:
        with ExitStack() as readers:
            for database in databases.values():
                readers.enter_context(database.opened())
            with ExitStack() as locks:
                for database in databases.values():
                    locks.enter_context(database.locked())
                for database in databases.values():
                    database.see_this_moment()
            return {name: one.copy(target / f"{name}{one.suffix}") for name, one in databases.items()}
    except sqlite3.Error as error:
        raise BackupError(f"The databases could not be copied ({error}); please try again.") from error
