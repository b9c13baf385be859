"""The lock of a directory: whoever holds it runs the system there, or changes what the system stands on."""

import fcntl
from pathlib import Path
from typing import TextIO


class AlreadyRunning(Exception):
    """Another launcher runs the system in this directory."""


def hold(var: Path) -> TextIO:
    """Hold the lock of the directory that has this `var` for as long as the answer is open; raises AlreadyRunning."""
    (var / "run").mkdir(parents=True, exist_ok=True)
    held = (var / "run" / "lock").open("w")
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        held.close()
        raise AlreadyRunning(f"Lectern already runs in {var.parent}.") from None
    return held
