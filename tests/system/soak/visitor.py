"""Somebody's client: what is not answered it asks for again with the same key, or gives up and never knows."""

from __future__ import annotations

import time
import uuid
from collections.abc import Hashable, Iterator
from random import Random
from typing import Any

import httpx

from lectern.testing import Person
from lectern.testing.people import client
from tests.system.soak.book import Book, Kind

COME_BACK = frozenset({429, 502, 503, 504})
"""What says that another try may be answered."""
PATIENCE_SECONDS, PAUSE_SECONDS = 180, 0.5
GIVING_UP = 0.3
PAGE = 500


class Visitor:
    """A signed-in person, over a connection that is cut now and then."""

    def __init__(self, person: Person, url: str, book: Book, dice: Random) -> None:
        self.token = person.api.headers["Authorization"].split()[1]
        self.person = Person(person.id, person.username, person.full_name, client(url, self.token))
        self.book = book
        self.dice = dice

    def obtain(self, kind: Kind, key: Hashable, path: str, body: object = None) -> Any:
        """Ask for something that changes; the answer's body, or None for whoever gave up."""
        self.book.ask(kind, key)
        once = {"Idempotency-Key": uuid.uuid4().hex}
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            answer = self.send("POST", path, json=body, headers=once)
            if answer is not None and answer.is_success:
                self.book.promise(kind, key)
                return answer.json()
            if answer is not None or self.dice.random() < GIVING_UP:
                return None
            time.sleep(PAUSE_SECONDS)
        self.book.complain(f"POST {path}: unanswered for {PATIENCE_SECONDS} s")
        return None

    def send(self, method: str, path: str, **more: Any) -> httpx.Response | None:
        """One request; None where another try may help. Any other refusal is one too many: nobody does wrong here."""
        try:
            answer = self.person.api.request(method, path, **more)
        except httpx.TransportError as error:
            self.book.note(type(error).__name__)
            return None
        self.book.note(str(answer.status_code), answer.is_success)
        if answer.status_code in COME_BACK:
            return None
        if not answer.is_success:
            self.book.complain(f"{method} {path}: {answer.status_code} {answer.text[:300]}")
        return answer


def everything(person: Person, path: str) -> Iterator[dict[str, Any]]:
    """All items of a list, page after page, of a system that is whole."""
    separator = "&" if "?" in path else "?"
    following = f"{path}{separator}limit={PAGE}"
    while following:
        answer = person.api.get(following).raise_for_status()
        yield from answer.json()
        following = answer.links.get("next", {}).get("url", "")
