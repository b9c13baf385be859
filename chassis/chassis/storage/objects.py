"""What can be done with stored objects. It blocks while it works: services call it through `chassis.storage.files`."""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import obstore
from obstore.store import LocalStore, ObjectStore

from chassis.clock import now
from chassis.storage.keys import INCOMING, checked, is_incoming

UNCLAIMED_HOURS = 24


class MissingObject(LookupError):
    """There is no object under this key."""


@dataclass(frozen=True, slots=True)
class Stored:
    """An object: its size in bytes, and a tag that another content would not have, in quotation marks."""

    key: str
    size: int
    etag: str
    modified: datetime


class Storage:
    """The objects of one store."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store

    def head(self, key: str) -> Stored:
        """What is known of an object without reading it. Raises MissingObject."""
        try:
            found = obstore.head(self._store, checked(key))
        except FileNotFoundError as error:
            raise MissingObject(key) from error
        return described(key, found)

    def read(self, key: str, start: int, length: int) -> bytes:
        """At most `length` bytes from `start` on; fewer at the end, none past it. Raises MissingObject."""
        end = min(start + length, self.head(key).size)
        return bytes(obstore.get_range(self._store, key, start=start, end=end)) if start < end else b""

    def put(self, key: str, content: bytes) -> None:
        """Store a small object, in place of any there was."""
        obstore.put(self._store, checked(key), content)

    def claim(self, incoming: str, key: str) -> None:
        """Move a file that has arrived to where it stays; done again it changes nothing. Raises MissingObject."""
        if not is_incoming(incoming):
            raise MissingObject(incoming)
        try:
            obstore.rename(self._store, incoming, checked(key))
        except FileNotFoundError:
            self.head(key)

    def copy(self, source: str, key: str) -> None:
        """Store the same content under another key, without reading it here. Raises MissingObject."""
        try:
            obstore.copy(self._store, checked(source), checked(key))
        except FileNotFoundError as error:
            raise MissingObject(source) from error

    def delete(self, key: str) -> None:
        """Remove an object, if it is there."""
        with contextlib.suppress(FileNotFoundError):
            obstore.delete(self._store, [checked(key)])

    def list_keys(self, prefix: str) -> list[str]:
        """The keys under a prefix."""
        return sorted(one["path"] for batch in obstore.list(self._store, prefix) for one in batch)

    def sweep(self, hours: float = UNCLAIMED_HOURS) -> int:
        """Remove what arrived so many hours ago and was never claimed; how many there were."""
        oldest = now() - timedelta(hours=hours)
        found = [one for batch in obstore.list(self._store, INCOMING) for one in batch]
        stale = [one["path"] for one in found if one["last_modified"] < oldest]
        for key in stale:
            self.delete(key)
        return len(stale) + self._sweep_fragments(hours)

    def _sweep_fragments(self, hours: float) -> int:
        """A directory keeps what a process was writing when it was killed, under names that are not listed."""
        if not isinstance(self._store, LocalStore) or self._store.prefix is None:
            return 0
        oldest = time.time() - hours * 3600
        stale = [one for one in Path(self._store.prefix, INCOMING).glob("*#*") if one.stat().st_mtime < oldest]
        for fragment in stale:
            fragment.unlink(missing_ok=True)
        return len(stale)


def described(key: str, found: obstore.ObjectMeta) -> Stored:
    """What the store says of an object, in our words."""
    tag = (found["e_tag"] or f"{found['size']}-{found['last_modified'].timestamp()}").strip('"')
    return Stored(key, found["size"], f'"{tag}"', found["last_modified"])
