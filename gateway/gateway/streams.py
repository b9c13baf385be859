"""Server-Sent Events: what was missed from the service, then what is published, until the sign-in ends.

https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import orjson
import structlog

from chassis.errors import Forbidden, ServiceError, Unauthenticated, Unavailable
from gateway.authentication import Ended, Identity
from gateway.fanout import Fanout
from gateway.metrics import Metrics
from gateway.request import Request
from gateway.rpc import RemoteFailure

log = structlog.get_logger(__name__)

BACKLOG = 1000
SUBSCRIBE_WAIT = 1.0
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]

EventsSince = Callable[[str | None], Awaitable[list[dict[str, Any]]]]
StillSignedIn = Callable[[], Awaitable[None]]


class _Signal:
    """Something that a stream must do besides passing a message on."""


CLOSE, CATCH_UP, RECHECK = _Signal(), _Signal(), _Signal()


class _Mailbox:
    """What waits to be done for one stream. A client too slow for its backlog is let go, and resumes later."""

    def __init__(self, identity: Identity) -> None:
        self.identity = identity
        self.subscribed = asyncio.Event()
        self._waiting: asyncio.Queue[bytes | _Signal] = asyncio.Queue()
        self._started = False

    def on_message(self, body: bytes) -> None:
        """A message was published to the stream's channel."""
        self.put(CLOSE if self._waiting.qsize() >= BACKLOG else body)

    def on_subscribed(self) -> None:
        """Messages arrive from now on. What the first answer cannot hold has to be asked for again."""
        self.subscribed.set()
        if self._started:
            self.put(CATCH_UP)

    def started(self) -> None:
        """From now on a new subscription means that something may have been missed."""
        self._started = True

    def put(self, item: bytes | _Signal) -> None:
        """Something to do."""
        self._waiting.put_nowait(item)

    async def get(self, timeout: float) -> bytes | _Signal | None:
        """The next thing to do; None if there is none for that long."""
        try:
            async with asyncio.timeout(timeout):
                return await self._waiting.get()
        except TimeoutError:
            return None


class Streams:
    """The open streams of this process. `ping` is in seconds."""

    def __init__(self, fanout: Fanout, metrics: Metrics, ping: float = 15) -> None:
        self._fanout = fanout
        self._metrics = metrics
        self._ping = ping
        self._open: set[_Mailbox] = set()
        self._closing = False

    def ended(self, ended: Ended) -> None:
        """Sessions have ended: their streams end at once. An event that names nobody makes all streams check."""
        for mailbox in self._open:
            if ended.covers(mailbox.identity):
                mailbox.put(RECHECK if ended.user_id is None else CLOSE)

    def recheck(self) -> None:
        """Ends of sessions may have been missed."""
        self.ended(Ended())

    def close(self) -> None:
        """The process is leaving: clients go on elsewhere."""
        self._closing = True
        for mailbox in self._open:
            mailbox.put(CLOSE)

    async def serve(
        self,
        request: Request,
        identity: Identity,
        channel: str,
        events_since: EventsSince,
        still_signed_in: StillSignedIn,
    ) -> None:
        """Answer with a stream until either side ends it. Errors before the first event are raised."""
        if self._closing:
            raise Unavailable("closing", "This server is restarting. Please try again.", retry_after=1)
        request.streamed = True
        mailbox = _Mailbox(identity)
        self._open.add(mailbox)
        self._metrics.streams.inc()
        leave = self._fanout.join(channel, mailbox)
        departure = asyncio.create_task(_departure(request, mailbox))
        try:
            await self._run(_Stream(request, mailbox, events_since, still_signed_in))
        finally:
            departure.cancel()
            leave()
            self._open.discard(mailbox)
            self._metrics.streams.dec()

    async def _run(self, stream: _Stream) -> None:
        await stream.begin()
        while await stream.step(self._ping):
            pass
        await stream.end()


class _Stream:
    """One stream: the last id written, and what to do next."""

    def __init__(
        self, request: Request, mailbox: _Mailbox, events_since: EventsSince, still_signed_in: StillSignedIn
    ) -> None:
        self._request = request
        self._mailbox = mailbox
        self._events_since = events_since
        self._still_signed_in = still_signed_in
        self._last_id = request.header(b"last-event-id")
        self._answered_to: str | None = None

    async def begin(self) -> None:
        """Subscribe, ask for what was missed, and only then answer: nothing falls in between."""
        try:
            async with asyncio.timeout(SUBSCRIBE_WAIT):
                await self._mailbox.subscribed.wait()
        except TimeoutError:
            log.warning("stream_without_channel")
        self._mailbox.started()
        missed = await self._missed()
        await self._request.send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        await self._write(b"retry: 2000\n\n" + missed)

    async def step(self, ping: float) -> bool:
        """Do the next thing; whether the stream goes on."""
        item = await self._mailbox.get(ping)
        if item is CLOSE:
            return False
        if item is CATCH_UP:
            await self._catch_up()
        elif item is None or item is RECHECK:
            if not await self._signed_in():
                return False
            await self._write(b": ping\n\n")
        elif isinstance(item, bytes):
            await self._write(self._live(_event(item)))
        return True

    async def end(self) -> None:
        """The last message of the answer."""
        await self._request.send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _catch_up(self) -> None:
        try:
            missed = await self._missed()
        except (ServiceError, RemoteFailure) as error:
            log.warning("stream_catch_up_failed", error=str(error))
            self._mailbox.put(CLOSE)
            return
        await self._write(missed)

    async def _missed(self) -> bytes:
        """What the service says came after the last id. What it has told need not be told again when it arrives."""
        events = await self._events_since(self._last_id)
        if any(event.get("id") is not None for event in events):
            self._last_id = None  # the service knows best where its ids are, even if they were higher once
        frames = b"".join(self._frame(event) for event in events)
        self._answered_to = self._last_id
        return frames

    def _live(self, event: dict[str, Any] | None) -> bytes:
        """A published event on the wire; nothing if an answer had it already.

        Two of them may arrive in another order than their ids have: neither is left out, and the stream resumes
        after the higher.
        """
        if event is None or (event.get("id") is not None and not _after(str(event["id"]), self._answered_to)):
            return b""
        return self._frame(event)

    async def _signed_in(self) -> bool:
        """False when the sign-in has ended; while nobody can tell, the stream stays."""
        try:
            await self._still_signed_in()
        except (Unauthenticated, Forbidden):
            return False
        except (ServiceError, RemoteFailure):
            return True
        return True

    async def _write(self, frames: bytes) -> None:
        if frames:
            await self._request.send({"type": "http.response.body", "body": frames, "more_body": True})

    def _frame(self, event: dict[str, Any]) -> bytes:
        """The event on the wire."""
        lines = [f"event: {_line(event.get('event') or 'message')}"]
        if event.get("id") is not None:
            event_id = _line(event["id"])
            if _after(event_id, self._last_id):
                self._last_id = event_id
            lines.insert(0, f"id: {self._last_id}")
        return "\n".join(lines).encode() + b"\ndata: " + orjson.dumps(event.get("data")) + b"\n\n"


def _event(body: bytes) -> dict[str, Any] | None:
    try:
        event = orjson.loads(body)
    except orjson.JSONDecodeError:
        event = None
    if not isinstance(event, dict):
        log.warning("stream_message_unreadable")
        return None
    return event


def _after(event_id: str, last_id: str | None) -> bool:
    """Whether an id comes after another. Ids are numbers that grow; others are only compared."""
    if last_id is None:
        return True
    if event_id.isdecimal() and last_id.isdecimal():
        return int(event_id) > int(last_id)
    return event_id != last_id


def _line(value: Any) -> str:
    return "".join(one for one in str(value) if one.isprintable())


async def _departure(request: Request, mailbox: _Mailbox) -> None:
    """Wait until the client is gone."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
    mailbox.put(CLOSE)
