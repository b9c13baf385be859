"""Brings the databases of all services up to date before any of them starts."""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path


class MigrationFailed(Exception):
    """A database could not be brought up to date; the message has the last lines of the output."""


def migrate(names: Sequence[str], directory: Path, environment: Mapping[str, str]) -> None:
    """Migrate the named services' databases as the environment, seen from the directory, gives them.

    One process does it for all: to load Alembic takes longer than to find that nothing has to be done.
    """
    if not names:
        return
    done = subprocess.run(
        [sys.executable, "-m", "chassis.migrate", *names],
        cwd=directory,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        last = "\n".join((done.stdout + done.stderr).splitlines()[-15:])
        raise MigrationFailed(f"The databases could not be brought up to date:\n{last}")
