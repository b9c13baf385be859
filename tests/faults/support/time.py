"""Conditions that have to hold for a while."""

from __future__ import annotations

import time
from collections.abc import Callable

from lectern.waiting import wait_until


def stays(condition: Callable[[], bool], seconds: float, what: str) -> None:
    """Watch a condition for so many seconds; fails as soon as it does not hold."""
    until = time.monotonic() + seconds

    def over() -> bool:
        assert condition(), f"no longer: {what}"
        return time.monotonic() > until

    wait_until(over, seconds + 10, what)
