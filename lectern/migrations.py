"""Brings the databases of all services up to date before any of them starts, side by side."""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path


class MigrationFailed(Exception):
    """A database could not be brought up to date; the message has the last lines of the output."""


def migrate(names: Sequence[str], directory: Path, environment: Mapping[str, str]) -> None:
    """Migrate the named services' databases as the environment, seen from the directory, gives them."""
    if not names:
        return
    with ThreadPoolExecutor(len(names)) as pool:
        list(pool.map(partial(_migrate, directory=directory, environment=environment), names))


def _migrate(name: str, directory: Path, environment: Mapping[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "chassis.migrate", name],
        cwd=directory,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        last = "\n".join((done.stdout + done.stderr).splitlines()[-15:])
        raise MigrationFailed(f"The database of {name} could not be brought up to date:\n{last}")
