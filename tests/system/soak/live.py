"""What goes on without requests: talking and drawing in a room, and following the notifications."""

from __future__ import annotations

import itertools
from collections import Counter
from contextlib import suppress
from typing import Any

import httpx

from lectern.testing import EventStream
from lectern.waiting import TooLate, wait_until
from tests.system.seats import Seat
from tests.system.soak.book import Book, Kind
from tests.system.soak.visitor import PATIENCE_SECONDS, Visitor

STREAM = "/api/notifications/stream/"
STREAM_SECONDS = 5
FOR_NOW = frozenset({"try_again", "too_fast"})


class Talking:
    """Says something in a room over a socket, and goes on when it is acknowledged. A teacher draws between words."""

    def __init__(self, visitor: Visitor, room: dict[str, Any], draws: bool) -> None:
        self.seat = Seat(visitor.person, room)
        self._visitor, self._room, self._draws = visitor, room, draws
        self._numbers = itertools.count(1)

    def __call__(self) -> None:
        """One more message or stroke."""
        number, book = next(self._numbers), self._visitor.book
        if self._draws and number % 2:
            name = f"{self._visitor.person.username}.{number}"
            drawn = {"id": name, "page": "1", "points": [[0.1, 0.1], [0.2, 0.2]], "color": "#102030", "width": 2}
            self._do(book, Kind.STROKE, name, "stroke", drawn)
        else:
            content = f"{self._visitor.person.full_name} says {number} in {self._room['id']}"
            if self._do(book, Kind.MESSAGE, content, "chat", {"content": content}):
                book.said[self._room["id"], f"{self._visitor.person.full_name} in the room"].append(content)

    def _do(self, book: Book, kind: Kind, cid: str, k: str, d: dict[str, Any]) -> bool:
        book.ask(kind, cid)
        self.seat.do(cid, k, d)
        try:
            wait_until(lambda: cid not in self.seat.pending, PATIENCE_SECONDS, cid)
        except TooLate as late:
            book.complain(f"not acknowledged: {late}; {self.seat.codes[-3:]}, {self.seat.refusals[-3:]}")
            return False
        book.promise(kind, cid)
        return True

    def leave(self) -> None:
        """Close the tab; all that was refused was refused for the moment."""
        self.seat.close()
        lasting = set(self.seat.refusals) - FOR_NOW
        if lasting:
            self._visitor.book.complain(f"{self._visitor.person.username} was refused: {lasting}")


class Listening:
    """Follows somebody's notifications, and takes up where it was cut off, which it is at least every five seconds."""

    def __init__(self, visitor: Visitor) -> None:
        self._visitor = visitor
        self.last = ""
        """Where it takes up."""
        self.person = visitor.person
        self.told: Counter[int] = Counter()

    def __call__(self) -> None:
        """Listen for some seconds."""
        with suppress(httpx.HTTPError), EventStream(self.person.api, STREAM, self.last) as stream:
            stream.ended.wait(STREAM_SECONDS)
            events = list(stream.events)
            self.told.update(event.data["id"] for event in events if event.type == "notification")
            self.last = next((event.id for event in reversed(events) if event.id), self.last)
