"""Waiting for a condition, with a deadline: what tests do instead of sleeping."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
_PAUSE_SECONDS = 0.02


def eventually(condition: Callable[[], T | None], what: str, seconds: float = 30.0) -> T:
    """The first true answer of `condition`. Raises AssertionError, naming `what`, when there is none in time."""
    deadline = time.monotonic() + seconds
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise AssertionError(f"{what}: not within {seconds:g} s; last seen: {answer!r}")
        time.sleep(_PAUSE_SECONDS)
