"""Files on their way in: from the request straight to the storage, counted and hashed while they flow.

A file is never whole in memory. Whatever goes wrong, nothing of it stays behind.
"""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import orjson
import structlog
from obstore.exceptions import BaseError

from chassis.errors import DeadlineExceeded, TooLarge, Unavailable
from chassis.storage.keys import incoming_key
from chassis.storage.streaming import StreamingStorage, Writing
from gateway.forms import MAX_FIELDS, FileData, FileStart, Form
from gateway.problems import HttpError
from gateway.request import ClientGone, Message, Request

log = structlog.get_logger(__name__)

MEDIA_TYPE = "multipart/form-data"
SWEEP_SECONDS = 3600


@dataclass(slots=True)
class _File:
    """The file that is arriving."""

    key: str
    filename: str
    writing: Writing
    hash: Any
    size: int = 0
    whole: bool = False


class Uploads:
    """Takes forms with files. `limit`: bytes of one file.

    `patience`: seconds to wait for the next bytes, and for all of them beyond what the least `rate` gives them.
    """

    def __init__(self, storage: StreamingStorage, limit: int, patience: float, rate: float) -> None:
        self._storage = storage
        self._limit = limit
        self._patience = patience
        self._rate = rate

    @asynccontextmanager
    async def received(self, request: Request, upload: str) -> AsyncIterator[str]:
        """The form as JSON, its file in the storage while the body of the `with` runs.

        A service that keeps the file has moved it by then; if it does not, the file is removed, unless nobody knows
        yet what the service does: then it is left to the sweep. Raises `ServiceError`, `HttpError`, `ClientGone`.
        """
        form, file = await self._receive(request, upload)
        fields: dict[str, Any] = dict(form.fields)
        if file is not None:
            described = {"key": file.key, "filename": file.filename, "size": file.size, "sha256": file.hash.hexdigest()}
            fields[upload] = described
        try:
            yield orjson.dumps(fields).decode()
        except (DeadlineExceeded, Unavailable, asyncio.CancelledError):
            raise
        except BaseException:
            await self._remove(file)
            raise
        else:
            await self._remove(file)

    async def keep_swept(self, is_our_turn: Callable[[], Awaitable[bool]]) -> None:
        """Remove what was never claimed, now and every hour; of several gateways one does it for all."""
        while True:
            if await is_our_turn():
                await self._sweep()
            await asyncio.sleep(SWEEP_SECONDS)

    async def _sweep(self) -> None:
        try:
            swept = await self._storage.sweep()
            log.info("uploads_swept", count=swept)
        except Exception as error:
            log.warning("uploads_not_swept", error=type(error).__name__)

    async def _receive(self, request: Request, upload: str) -> tuple[Form, _File | None]:
        declared = request.header(b"content-length") or ""
        if declared.isdigit() and int(declared) > self._limit + 2 * MAX_FIELDS:
            raise self._too_large()
        form = Form(request.header(b"content-type") or "", upload)
        file: _File | None = None
        try:
            async for chunk in self._chunks(request):
                for event in form.feed(chunk):
                    file = await self._take(event, file)
            form.finish()
            if file is not None:
                await file.writing.close()
                file.whole = True
            return form, file
        except BaseError as error:
            log.error("storage_failed", error=str(error)[:500])
            raise Unavailable("storage_away", "Files cannot be stored at the moment.", retry_after=5) from error
        finally:
            if file is not None and not file.whole:
                await asyncio.shield(file.writing.abandon())

    async def _take(self, event: FileStart | FileData, file: _File | None) -> _File | None:
        if isinstance(event, FileStart):
            key = incoming_key()
            return _File(key, event.filename, self._storage.writing(key), hashlib.sha256())
        if file is not None:
            file.size += len(event.content)
            if file.size > self._limit:
                raise self._too_large()
            file.hash.update(event.content)
            await file.writing.write(event.content)
        return file

    async def _chunks(self, request: Request) -> AsyncIterator[bytes]:
        """The body as it arrives. A whole upload may take long; the next bytes may not, nor may it be a trickle.

        Only the time is counted in which the client is waited for, not that in which the storage is.
        """
        more, size, waited = True, 0, 0.0
        while more:
            began = time.monotonic()
            message = await self._next(request, min(self._patience, self._patience + size / self._rate - waited))
            waited += time.monotonic() - began
            if message["type"] == "http.disconnect":
                raise ClientGone
            more, chunk = message.get("more_body", False), message.get("body", b"")
            size += len(chunk)
            if size > self._limit + 2 * MAX_FIELDS:
                raise self._too_large()
            yield chunk

    @staticmethod
    async def _next(request: Request, seconds: float) -> Message:
        try:
            async with asyncio.timeout(seconds):
                return await request.receive()
        except TimeoutError:
            raise HttpError(408, "body_timeout", "The body of the request took too long to arrive.") from None

    async def _remove(self, file: _File | None) -> None:
        """What the service has claimed is not there any more; what cannot be removed now is left to the sweep."""
        if file is None:
            return
        try:
            await self._storage.delete(file.key)
        except Exception as error:
            log.warning("upload_not_removed", error=type(error).__name__)

    def _too_large(self) -> TooLarge:
        return TooLarge("file_too_large", f"A file may have at most {self._limit // (1024 * 1024)} MB.")
