"""`python -m lectern migrate-to-postgres`: from SQLite files into PostgreSQL."""

import argparse
import sys
from pathlib import Path

from lectern import environment
from lectern.backup import BackupError, Places
from lectern.layout import ROOT
from lectern.moving import Moved, MoveError, move_into_private, move_into_server
from lectern.servers.postgres import PostgresFailed


def migrate_to_postgres(arguments: list[str]) -> int:
    """Move all databases into PostgreSQL, compared row by row; the system must not run."""
    parser = argparse.ArgumentParser(prog="lectern migrate-to-postgres", description=migrate_to_postgres.__doc__)
    parser.add_argument("--directory", type=Path, default=ROOT, help="where the system is (default: here)")
    parser.add_argument("--to", metavar="URL", help="a server that has an empty database for each service")
    asked = parser.parse_args(arguments)
    try:
        places = Places.of(asked.directory, environment.personal(asked.directory))
        if asked.to:
            print(_table(move_into_server(places, asked.to)))
            print("Now name that server in the five …_DATABASE_URL. The SQLite files are where they were.")
        else:
            moved, aside = move_into_private(places)
            print(_table(moved))
            print(f"`make run` is on PostgreSQL from now on. The SQLite files are in {aside}.")
    except (MoveError, BackupError, PostgresFailed) as trouble:
        print(trouble, file=sys.stderr)
        return 1
    return 0


def _table(moved: list[Moved]) -> str:
    return "\n".join(
        f"{one.service:16}{one.rows:>9} rows in {one.tables} tables, each the same"
        f"{', there already' if one.was_there else ''}"
        for one in moved
    )
