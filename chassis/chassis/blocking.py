"""Work that would stop every green thread of the process, done in an operating-system thread instead.

Green threads share one real thread: a password hash of 50 ms holds up every other call for 50 ms. Code that
releases the interpreter's lock (hashing, Pillow, zlib) belongs here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

from eventlet import tpool

P = ParamSpec("P")
R = TypeVar("R")


def off_hub(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run `function` in a thread of the pool and wait without blocking.

    The pool has EVENTLET_THREADPOOL_SIZE threads, by default one a core.
    """
    return cast(R, tpool.execute(function, *args, **kwargs))
