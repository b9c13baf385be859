"""The node's database, used from threads: nothing here may hold up the event loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Concatenate, ParamSpec, TypeVar

from chassis.database.store import Store

P = ParamSpec("P")
T = TypeVar("T")
THREADS = 4


class Desk:
    """Runs use cases, which take the store first, in threads."""

    def __init__(self, db: Store) -> None:
        self._db = db
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="database")

    async def run(self, usecase: Callable[Concatenate[Store, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """The use case's result."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, lambda: usecase(self._db, *args, **kwargs))

    def close(self) -> None:
        """Finish what is being worked on."""
        self._pool.shutdown(wait=True)
        self._db.engine.dispose()
