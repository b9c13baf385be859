"""For programs that tests run in a process of their own: how often other green threads run while one waits.

`import chassis.green` comes before this.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable

import eventlet


def counted() -> Callable[[], int]:
    """Begin to count; gives what tells the number so far."""
    turns = itertools.count()

    def take_turns() -> None:
        while True:
            next(turns)
            eventlet.sleep(0.01)

    eventlet.spawn(take_turns)
    return lambda: next(turns)
