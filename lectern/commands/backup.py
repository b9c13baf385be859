"""`python -m lectern backup` and `restore`: what is kept, safe elsewhere and back again."""

import argparse
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from lectern import environment, leftovers
from lectern.backup import BackupError, Places, Plan, take, thin_out
from lectern.backup import restore as put_back
from lectern.layout import ROOT

# A bucket's keys are read from this process's own environment.
KEYS = "AWS_"


def backup(arguments: list[str]) -> int:
    """Copy databases and files into a dated folder, of a system that runs or not."""
    parser = _parser("backup", backup.__doc__)
    parser.add_argument(
        "--to", type=Path, metavar="FOLDER", help="where to make it (default: BACKUP_DIR, else var/backups)"
    )
    parser.add_argument("--keep", type=int, default=0, metavar="N", help="remove all but the newest N there")
    asked = parser.parse_args(arguments)
    settings = _settings(asked.directory)
    try:
        parent: Path = asked.to or Plan.of(asked.directory, settings).folder
        print(take(Places.of(asked.directory, settings), parent))
    except (BackupError, ValueError) as trouble:
        return _refuse(trouble)
    for old in thin_out(parent, asked.keep) if asked.keep > 0 else ():
        print(f"Removed {old}")
    return 0


def restore(arguments: list[str]) -> int:
    """Put a backup in the place of what is there; the system must not run."""
    parser = _parser("restore", restore.__doc__)
    parser.add_argument("archive", type=Path, help="the folder that backup printed")
    asked = parser.parse_args(arguments)
    try:
        aside = put_back(asked.archive, Places.of(asked.directory, _settings(asked.directory)))
    except BackupError as trouble:
        return _refuse(trouble)
    print(f"Restored {asked.archive}, every file as it was written.")
    if aside:
        print(f"What was there before is in {aside}; remove it when you no longer need it.")
    return 0


def _parser(name: str, description: str | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=f"lectern {name}", description=description)
    parser.add_argument("--directory", type=Path, default=ROOT, help="where the system runs (default: here)")
    return parser


def _settings(directory: Path) -> Mapping[str, str]:
    """Those that say where the system keeps things: a running one was told when it was started."""
    settings = leftovers.environment_of(directory) or environment.personal(directory)
    os.environ.update({name: value for name, value in settings.items() if name.startswith(KEYS)})
    return settings


def _refuse(trouble: Exception) -> int:
    print(trouble, file=sys.stderr)
    return 1
