"""Waiting for a condition with a deadline, instead of sleeping and hoping.

The chassis has its like for tests; this one has to work before anything is installed.
"""

import time
from collections.abc import Callable
from typing import TypeVar

PAUSE = 0.05
T = TypeVar("T")


class TooLate(Exception):
    """What was waited for did not happen in time."""


def wait_until(condition: Callable[[], T], seconds: float, what: str) -> T:
    """The first true answer of the condition; raises TooLate, naming `what`, after the seconds."""
    deadline = time.monotonic() + seconds
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise TooLate(f"{what}: not within {seconds:g} s")
        time.sleep(PAUSE)
