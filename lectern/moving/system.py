"""The databases of a whole system, which must not run: into a private PostgreSQL of its own, or into a server named.

The private one is filled under another name, and takes its place only when all is there: a move that was interrupted
is begun again, and meanwhile the system runs on with SQLite.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy.engine import make_url

from lectern import lock
from lectern.backup import Places
from lectern.moving.copying import Moved, MoveError, move
from lectern.servers.alone import postgres_alone


def move_into_server(places: Places, server: str) -> list[Moved]:
    """Move each database into the one of its service's name at the server. Raises MoveError."""
    with _held(places):
        address = make_url(server)
        urls = {name: address.set(database=name).render_as_string(hide_password=False) for name in places.databases}
        return _move_all(places, urls)


def move_into_private(places: Places) -> tuple[list[Moved], Path]:
    """Move everything into var/postgres; returns what arrived, and where the SQLite files lie now. Raises MoveError."""
    final, unfinished = places.var / "postgres", places.var / "postgres.unfinished"
    if (final / "data").exists():
        raise MoveError("This system is on PostgreSQL already (var/postgres).")
    with _held(places):
        with postgres_alone(unfinished, places.var) as server:
            server.make_databases(list(places.databases))
            moved = _move_all(places, {name: server.url(name) for name in places.databases})
        unfinished.rename(final)
        return moved, _set_aside(places)


def _move_all(places: Places, urls: dict[str, str]) -> list[Moved]:
    if places.addresses or places.private:
        raise MoveError("This system is on PostgreSQL already (DB, or a …_DATABASE_URL): there is nothing to move.")
    missing = [file for file in places.databases.values() if not file.exists()]
    if missing:
        raise MoveError(f"There is no database {missing[0]}: there is nothing to move.")
    return [move(name, file, urls[name]) for name, file in places.databases.items()]


def _set_aside(places: Places) -> Path:
    aside = places.var / "replaced" / datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%S-%fZ") / "databases"
    aside.mkdir(parents=True)
    for database in places.databases.values():
        for file in (database.with_name(database.name + part) for part in ("-wal", "-shm", "")):
            if file.exists():
                shutil.move(file, aside / file.name)
    return aside


@contextmanager
def _held(places: Places) -> Iterator[None]:
    try:
        held = lock.hold(places.var)
    except lock.AlreadyRunning:
        raise MoveError(f"Lectern runs in {places.var.parent}: please stop it first (make stop).") from None
    with held:
        yield
