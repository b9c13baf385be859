"""Numbers for voices: 16 bits, each held by one socket at a time, given out in turn so that none comes again soon."""

from __future__ import annotations

from classroom.domain.ops import Refused

HIGHEST = 0xFFFF


class Streams:
    """The numbers of a room, from 1 to `highest`."""

    def __init__(self, highest: int = HIGHEST) -> None:
        self._highest = highest
        self._held: dict[str, int] = {}
        self._taken: set[int] = set()
        self._last = 0

    def of(self, holder: str) -> int:
        """The holder's number, a new one if need be. Raises Refused when all are held."""
        if holder in self._held:
            return self._held[holder]
        if len(self._taken) >= self._highest:
            raise Refused("try_again")
        self._last = self._last % self._highest + 1
        while self._last in self._taken:
            self._last = self._last % self._highest + 1
        self._taken.add(self._last)
        self._held[holder] = self._last
        return self._last

    def give_back(self, holder: str) -> int | None:
        """The holder is gone; the number it had."""
        number = self._held.pop(holder, None)
        if number is not None:
            self._taken.discard(number)
        return number
