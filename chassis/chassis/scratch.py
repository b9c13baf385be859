"""Temporary folders that do not stay behind, not even when a process is killed in the middle.

A folder is locked for as long as it is used, and the kernel lets go of the lock with the process. So whoever makes the
next one can tell what was left from what another process, of this system or of a copy of it, still works with.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path

LOCK = ".lock"
GRACE = 600
"""Seconds for which a folder without a held lock is left alone: its maker may be about to take it."""


@contextmanager
def folder(prefix: str) -> Iterator[Path]:
    """A folder of one's own, for as long as the block runs; removes what was left of others with this prefix."""
    sweep(prefix)
    with tempfile.TemporaryDirectory(prefix=prefix) as name, Path(name, LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield Path(name)


def sweep(prefix: str) -> None:
    """Remove the folders of this prefix that are ours, old, and in nobody's use."""
    for path in Path(tempfile.gettempdir()).glob(f"{escape(prefix)}*"):
        with suppress(OSError):  # held, or gone meanwhile, or not ours to look into
            if _is_old(path) and _is_free(path):
                shutil.rmtree(path)


def _is_old(path: Path) -> bool:
    found = path.stat(follow_symlinks=False)
    is_ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid()
    return is_ours and found.st_mtime < time.time() - GRACE


def _is_free(path: Path) -> bool:
    """Whether nobody holds its lock; true where it has none. Raises BlockingIOError where somebody does."""
    lock = path / LOCK
    if lock.is_file():
        with lock.open() as held:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return True
