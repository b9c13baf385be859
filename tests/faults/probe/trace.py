"""Leaves a line for every run of something, in a file that outlives the process."""

from __future__ import annotations

import os


def trace(what: str, detail: object = "") -> None:
    """Note that `what` has begun; a single append is whole even if the process is killed after it."""
    file = os.open("runs", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(file, f"{what} {detail}\n".encode())
    finally:
        os.close(file)
