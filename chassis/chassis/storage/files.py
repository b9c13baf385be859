"""The files of a service: everything of `Storage` in a thread of its own, and addresses to read them at."""

from __future__ import annotations

import time

from chassis.blocking import off_hub
from chassis.signing import Signer
from chassis.storage import links
from chassis.storage.objects import Storage, Stored


class Files:
    """What use cases work with. Nothing here belongs inside `write()`: it waits for more than the database."""

    def __init__(self, storage: Storage, signer: Signer) -> None:
        self.storage = storage
        self._signer = signer

    def head(self, key: str) -> Stored:
        """See `Storage.head`."""
        return off_hub(self.storage.head, key)

    def read(self, key: str, start: int, length: int) -> bytes:
        """See `Storage.read`."""
        return off_hub(self.storage.read, key, start, length)

    def put(self, key: str, content: bytes) -> None:
        """See `Storage.put`."""
        off_hub(self.storage.put, key, content)

    def claim(self, incoming: str, key: str) -> None:
        """See `Storage.claim`."""
        off_hub(self.storage.claim, incoming, key)

    def copy(self, source: str, key: str) -> None:
        """See `Storage.copy`."""
        off_hub(self.storage.copy, source, key)

    def delete(self, key: str) -> None:
        """See `Storage.delete`."""
        off_hub(self.storage.delete, key)

    def url(
        self,
        base_url: str,
        key: str,
        content_type: str,
        filename: str,
        user_id: int | None,
        inline: bool = True,
        lifetime: int = links.LIFETIME,
    ) -> str:
        """An absolute address to read an object at, for `lifetime` seconds at least and twice as many at most."""
        user = links.NOBODY if user_id is None else str(user_id)
        link = links.Link(key, content_type, filename, inline, user, links.expiry(time.time(), lifetime))
        return base_url + links.path_of(link, self._signer)
