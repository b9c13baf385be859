"""Work of every bad kind, for the tests of limits."""

from __future__ import annotations

import os
import time


def add(one: int, other: int) -> int:
    """Works."""
    return one + other


def spin() -> None:
    """Never ends, and is busy."""
    while True:
        pass


def wait(seconds: float) -> None:
    """Takes its time, and is idle."""
    time.sleep(seconds)


def swell() -> int:
    """Takes all the memory there is."""
    return len(bytearray(4 * 1024**3))


def fail() -> None:
    """Raises."""
    raise ValueError("page 3 is damaged")


def crash() -> None:
    """Ends the process."""
    os.abort()
