"""Copies of several SQLite databases as of one moment, while others write to them.

For an instant all are locked for writing; in it a read transaction is begun in each, which goes on seeing that instant
(https://sqlite.org/isolation.html). The copying, which takes longer, reads from those and holds nobody up.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from lectern.backup.errors import BackupError

# Services wait 5 s for a lock before they give up.
LOCK_SECONDS = 3.0


def copy_all(databases: Mapping[str, Path], target: Path) -> dict[str, str]:
    """Copy each to `target/<name>.sqlite3`; returns the revision that each is at. Raises BackupError."""
    missing = [file for file in databases.values() if not file.exists()]
    if missing:
        raise BackupError(f"There is no database {missing[0]}: please start the system once before backing it up.")
    try:
        with ExitStack() as readers:
            opened = {name: readers.enter_context(_connected(file)) for name, file in databases.items()}
            _see_one_moment(databases, opened)
            return {name: _copy(reader, target / f"{name}.sqlite3") for name, reader in opened.items()}
    except sqlite3.Error as error:
        raise BackupError(f"The databases could not be copied ({error}); please try again.") from error


def _see_one_moment(databases: Mapping[str, Path], readers: Mapping[str, sqlite3.Connection]) -> None:
    with ExitStack() as locks:
        for file in databases.values():
            locks.enter_context(_connected(file)).execute("BEGIN IMMEDIATE")
        for reader in readers.values():
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM sqlite_master").fetchone()


def _copy(reader: sqlite3.Connection, target: Path) -> str:
    with closing(sqlite3.connect(target)) as copy:
        reader.backup(copy)
        # One file, without a log beside it.
        copy.execute("PRAGMA journal_mode=DELETE")
        found = copy.execute("PRAGMA integrity_check").fetchone()[0]
        if found != "ok":
            raise BackupError(f"The database {target.stem} is damaged ({found}): please restore an older backup.")
        return str(copy.execute("SELECT version_num FROM alembic_version").fetchone()[0])


@contextmanager
def _connected(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(file, timeout=LOCK_SECONDS, isolation_level=None)) as connection:
        yield connection
