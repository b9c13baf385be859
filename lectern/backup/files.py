"""Copies of directories that others write to meanwhile."""

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

from chassis.storage.keys import INCOMING


def add_missing(source: Path, target: Path) -> None:
    """Copy the files that the target lacks. One that vanishes meanwhile is left out; uploads under way always are.

    A key is never written twice, so what was copied before is current.
    """
    for file in list(_files(source)):
        copy = target / file.relative_to(source)
        if copy.exists():
            continue
        copy.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileNotFoundError):
            shutil.copyfile(file, copy)


def _files(source: Path) -> Iterator[Path]:
    for file in source.rglob("*"):
        # obstore writes to `name#1` and renames.
        if file.relative_to(source).parts[0] != INCOMING and "#" not in file.name and file.is_file():
            yield file
