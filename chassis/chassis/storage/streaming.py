"""Stored objects for asynchronous code: written and read piece by piece, so that size does not matter."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import obstore
from obstore.store import ObjectStore

from chassis.storage.keys import checked
from chassis.storage.objects import MissingObject, Storage, Stored, described

PART = 5 * 1024 * 1024
"""Bytes of one part; S3 takes no smaller ones, but for the last."""
PIECE = 512 * 1024
"""Bytes read at a time."""


class Writing:
    """An object while it is written: `write` until `close`, or `abandon`."""

    def __init__(self, store: ObjectStore, key: str) -> None:
        self._store = store
        self._key = checked(key)
        self._writer = obstore.open_writer_async(store, key, buffer_size=PART, max_concurrency=2)

    async def write(self, content: bytes) -> None:
        """Add to the end."""
        await self._writer.write(content)

    async def close(self) -> None:
        """All is written: from now on the object is there."""
        await self._writer.close()

    async def abandon(self) -> None:
        """Leave nothing. Parts of an object that is never finished would stay in a bucket, so it is finished first."""
        with contextlib.suppress(Exception):
            await self._writer.close()
        with contextlib.suppress(FileNotFoundError):
            await obstore.delete_async(self._store, [self._key])


class StreamingStorage:
    """The objects of one store."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store

    async def head(self, key: str) -> Stored:
        """What is known of an object without reading it. Raises MissingObject."""
        try:
            return described(key, await obstore.head_async(self._store, checked(key)))
        except FileNotFoundError as error:
            raise MissingObject(key) from error

    def writing(self, key: str) -> Writing:
        """Begin an object."""
        return Writing(self._store, key)

    async def read(self, key: str, start: int, end: int) -> AsyncIterator[bytes]:
        """The bytes from `start` up to, not with, `end`. Each piece is a request of its own: readers may be slow."""
        while start < end:
            piece = await obstore.get_range_async(self._store, checked(key), start=start, end=min(start + PIECE, end))
            yield bytes(piece)
            start += len(piece)

    async def delete(self, key: str) -> None:
        """Remove an object, if it is there."""
        with contextlib.suppress(FileNotFoundError):
            await obstore.delete_async(self._store, [checked(key)])

    async def sweep(self) -> int:
        """Remove what was never claimed; how many there were."""
        return await asyncio.to_thread(Storage(self._store).sweep)
