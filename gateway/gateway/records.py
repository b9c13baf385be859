"""A bounded cache of records that other services own, dropped one by one as their owners say that they changed."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

CAPACITY = 20_000
VARIANTS = 4

Record = dict[str, Any] | None


class Records:
    """Records by owner and id, in as many variants as there are base URLs; None is kept for an id nobody knows."""

    def __init__(self, ttl: float = 60, clock: Callable[[], float] = time.monotonic) -> None:
        self._ttl = ttl
        self._clock = clock
        self._kept: OrderedDict[tuple[str, int], dict[str, tuple[float, Record]]] = OrderedDict()
        self.generation = 0

    def get(self, owner: str, record_id: int, variant: str) -> tuple[Record] | None:
        """The record in a tuple; None when it is not here or too old."""
        variants = self._kept.get((owner, record_id))
        entry = variants.get(variant) if variants else None
        if entry is None or entry[0] <= self._clock():
            return None
        return (entry[1],)

    def put(self, owner: str, record_id: int, variant: str, record: Record, generation: int) -> None:
        """Keep a record that was asked for at `generation`, unless something changed since."""
        if generation != self.generation:
            return
        variants = self._kept.setdefault((owner, record_id), {})
        if len(variants) >= VARIANTS:
            variants.clear()
        variants[variant] = (self._clock() + self._ttl, record)
        self._kept.move_to_end((owner, record_id))
        while len(self._kept) > CAPACITY:
            self._kept.popitem(last=False)

    def drop(self, owner: str, record_id: int) -> None:
        """The record has changed."""
        self.generation += 1
        self._kept.pop((owner, record_id), None)

    def clear(self) -> None:
        """Anything may have changed."""
        self.generation += 1
        self._kept.clear()
