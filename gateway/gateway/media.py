"""`/media/…`: stored files for whoever has a signed address, in pieces, and never as something a browser would run."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from urllib.parse import quote

from obstore.exceptions import BaseError

from chassis.errors import Forbidden, Unavailable
from chassis.signing import Signer
from chassis.storage.links import PREFIX, Link, read
from chassis.storage.objects import MissingObject, Stored
from chassis.storage.streaming import StreamingStorage
from gateway.answers import Answer, encode_value
from gateway.etags import is_fresh
from gateway.problems import HttpError, no_such_path
from gateway.ranges import NotSatisfiable, wanted
from gateway.readers import Readers
from gateway.request import Request

PLAIN = frozenset({"text/plain", "text/csv", "text/markdown"})
SHOWN = PLAIN | {
    "application/pdf",
    "image/gif",
    "image/jpeg",
    "image/png",
    "image/webp",
    "video/mp4",
    "video/ogg",
    "video/quicktime",
    "video/webm",
}
UNKNOWN = "application/octet-stream"


class Media:
    """Serves the objects of one store."""

    def __init__(self, storage: StreamingStorage, signer: Signer, readers: Readers) -> None:
        self._storage = storage
        self._signer = signer
        self._readers = readers

    async def answer(self, request: Request) -> Answer | None:
        """The answer; None when it has been streamed. Raises what `Readers` raises, or a 404 or 405 `HttpError`."""
        request.operation, request.route = "media", PREFIX
        if request.verb not in ("GET", "HEAD"):
            raise HttpError(405, "method_not_allowed", "A file can only be read.", {"Allow": "GET, HEAD"})
        link = read(request.path.removeprefix(PREFIX), _query(request), self._signer)
        try:
            stored = await self._storage.head(link.key)
        except MissingObject:
            raise no_such_path() from None
        except BaseError as error:
            raise Unavailable("storage_away", "Files cannot be read at the moment.", retry_after=5) from error
        await self._readers.require(request, link)
        headers = _headers(link, stored)
        if is_fresh(request.header(b"if-none-match") or "", stored.etag):
            return Answer(304, headers=headers)
        try:
            asked = wanted(request.header(b"range"), stored.size) if _may_be_part(request, stored) else None
        except NotSatisfiable:
            headers = {"Content-Range": f"bytes */{stored.size}", "Accept-Ranges": "bytes"}
            raise HttpError(416, "range_not_satisfiable", "The file has no such bytes.", headers) from None
        await self._send(request, link, stored, asked, headers)
        return None

    async def _send(
        self, request: Request, link: Link, stored: Stored, asked: tuple[int, int] | None, headers: dict[str, str]
    ) -> None:
        start, end = asked or (0, stored.size)
        headers |= {"Content-Type": _type(link), "Content-Length": str(end - start)}
        if asked:
            headers["Content-Range"] = f"bytes {start}-{end - 1}/{stored.size}"
        raw = [(name.lower().encode(), encode_value(value)) for name, value in headers.items()]
        pieces = self._storage.read(link.key, start, end)
        request.streamed = True
        await request.send({"type": "http.response.start", "status": 206 if asked else 200, "headers": raw})
        if request.verb != "HEAD":
            await _relay(request, pieces)
        await request.send({"type": "http.response.body", "body": b""})


async def _relay(request: Request, pieces: AsyncIterator[bytes]) -> None:
    """Send piece by piece for as long as somebody listens."""
    departure = asyncio.create_task(_departed(request))
    try:
        async for piece in pieces:
            if departure.done():
                break
            await request.send({"type": "http.response.body", "body": piece, "more_body": True})
    finally:
        departure.cancel()


async def _departed(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _query(request: Request) -> str:
    try:
        return request.query
    except Exception:
        raise Forbidden("media.not_signed", "This address is not valid.") from None


def _may_be_part(request: Request, stored: Stored) -> bool:
    """`If-Range`: a part only if the client's other parts are of the same content."""
    condition = request.header(b"if-range")
    return condition is None or condition.strip() == stored.etag


def _type(link: Link) -> str:
    if link.content_type in PLAIN:
        return f"{link.content_type}; charset=utf-8"
    return link.content_type if link.content_type in SHOWN else UNKNOWN


def _headers(link: Link, stored: Stored) -> dict[str, str]:
    return {
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, max-age=3600",
        "Content-Disposition": _disposition(link),
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "ETag": stored.etag,
    }


def _disposition(link: Link) -> str:
    """The name twice (RFC 6266): in ASCII for old clients, and as it is (RFC 5987)."""
    shown = "inline" if link.inline and link.content_type in SHOWN else "attachment"
    plain = "".join(one if one.isascii() and one.isprintable() and one not in '"\\%' else "_" for one in link.filename)
    return f"{shown}; filename=\"{plain}\"; filename*=UTF-8''{quote(link.filename, safe='')}"
