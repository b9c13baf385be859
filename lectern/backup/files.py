"""The files of a system, in a directory or in a bucket, copied while others write and put back.

A key is never written twice, so what was copied before is current.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import obstore
from obstore.store import ObjectStore

from chassis.storage.keys import INCOMING

PART = ".part"


class Files(Protocol):
    """Where files are kept."""

    def add_missing_to(self, target: Path) -> None:
        """Copy what the folder lacks. What vanishes meanwhile is left out; uploads under way always are."""
        ...

    def put_back(self, source: Path, aside: Path) -> None:
        """Have the folder's files again; what was there before is moved to `aside`, or stays where it is in the way."""
        ...


class Directory:
    """A directory."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add_missing_to(self, target: Path) -> None:
        """See `Files`."""
        for file in list(self._all()):
            copy = target / file.relative_to(self._path)
            if copy.exists():
                continue
            copy.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(FileNotFoundError):
                shutil.copyfile(file, copy)

    def put_back(self, source: Path, aside: Path) -> None:
        """See `Files`: all that was there before is set aside."""
        move(self._path, aside / self._path.name)
        move(source, self._path)

    def _all(self) -> Iterator[Path]:
        for file in self._path.rglob("*"):
            # obstore writes to `name#1` and renames.
            if file.relative_to(self._path).parts[0] != INCOMING and "#" not in file.name and file.is_file():
                yield file


class Bucket:
    """A bucket, or the part of one under a prefix."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store

    def add_missing_to(self, target: Path) -> None:
        """See `Files`."""
        for key in self._keys():
            copy = target / key
            if not copy.exists():
                copy.parent.mkdir(parents=True, exist_ok=True)
                with contextlib.suppress(FileNotFoundError):
                    self._fetch(key, copy)

    def put_back(self, source: Path, aside: Path) -> None:
        """See `Files`: what there is besides stays, for no key is used again and nobody refers to it."""
        there = self._keys()
        for file in source.rglob("*"):
            key = file.relative_to(source).as_posix()
            if file.is_file() and key not in there:
                obstore.put(self._store, key, file)

    def _keys(self) -> set[str]:
        found = {one["path"] for batch in obstore.list(self._store) for one in batch}
        return {key for key in found if not key.startswith(f"{INCOMING}/")}

    def _fetch(self, key: str, copy: Path) -> None:
        """A copy has its name only when it is whole."""
        part = copy.with_name(copy.name + PART)
        pieces = obstore.get(self._store, key).stream()
        with part.open("wb") as opened:
            for piece in pieces:
                opened.write(piece)
        part.rename(copy)


def move(source: Path, target: Path) -> None:
    """Move a file or a folder, if it is there."""
    if source.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(source, target)
