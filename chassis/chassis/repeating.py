"""Work that a process does again and again by itself: `@every(seconds=1)` on a method of a `Worker`.

The method runs at once and then every so many seconds, never twice at a time in one process; if it takes longer, it
begins again as soon as it is done. What it raises is logged. On stopping, the process waits for it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from nameko.timer import Timer

Method = TypeVar("Method", bound=Callable[..., Any])


def every(seconds: float) -> Callable[[Method], Method]:
    """Declare a method that takes nothing but `self`."""

    def declare(function: Method) -> Method:
        declared: Method = Timer.decorator(interval=seconds, eager=True)(function)
        return declared

    return declare
