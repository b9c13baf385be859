"""Work in pure Python that never lets go of the interpreter."""

from __future__ import annotations

import time


def grind(seconds: float) -> float:
    """Be busy for so long."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        sum(range(10_000))
    return seconds
