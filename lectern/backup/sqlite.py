"""A database in a file of SQLite: seen as of a moment, copied, and put back."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from lectern.backup.errors import BackupError

# Services wait 5 s for a lock before they give up.
LOCK_SECONDS = 3.0
SUFFIX = ".sqlite3"


class SqliteDatabase:
    """The file, read in a transaction of its own (https://sqlite.org/isolation.html)."""

    suffix = SUFFIX

    def __init__(self, file: Path) -> None:
        self._file = file
        self._reader: sqlite3.Connection

    @contextmanager
    def opened(self) -> Iterator[None]:
        """Be able to see a moment and to copy it."""
        if not self._file.exists():
            raise BackupError(f"There is no database {self._file}: please start the system once before backing it up.")
        with _connected(self._file) as self._reader:
            yield

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Nobody writes meanwhile."""
        with _connected(self._file) as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield

    def see_this_moment(self) -> None:
        """From now on read what is there at this moment."""
        self._reader.execute("BEGIN")
        self._reader.execute("SELECT count(*) FROM sqlite_master").fetchone()

    def copy(self, target: Path) -> str:
        """Copy what was there at that moment; returns the revision it is at."""
        with closing(sqlite3.connect(target)) as copy:
            self._reader.backup(copy)
            # One file, without a log beside it.
            copy.execute("PRAGMA journal_mode=DELETE")
            found = copy.execute("PRAGMA integrity_check").fetchone()[0]
            if found != "ok":
                raise BackupError(f"The database {target.stem} is damaged ({found}): please restore an older backup.")
            return str(copy.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def files_of(database: Path) -> list[Path]:
    """The files that a database is in, the one that makes it whole last."""
    return [database.with_name(database.name + part) for part in ("-wal", "-shm", "")]


def put_back(copy: Path, database: Path, aside: Path) -> None:
    """Put a copy in the place of what is there, which is moved into the folder `aside`."""
    for file in files_of(database):
        if file.exists():
            aside.mkdir(parents=True, exist_ok=True)
            shutil.move(file, aside / file.name)
    database.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(copy, database)


def change(database: Path, statements: tuple[str, ...]) -> None:
    """Change a copy before it is put back."""
    with closing(sqlite3.connect(database)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


@contextmanager
def _connected(file: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(file, timeout=LOCK_SECONDS, isolation_level=None)) as connection:
        yield connection
