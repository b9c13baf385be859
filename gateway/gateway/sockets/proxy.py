"""The proxy: one connection to a node for each client's socket, and an end to it when the sign-in ends."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress

import structlog
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidURI
from websockets.typing import Subprotocol

from gateway.authentication import Authentication, Ended
from gateway.catalogue import Catalogue
from gateway.limits import Limits
from gateway.metrics import Metrics
from gateway.request import Message, Receive, Send
from gateway.rpc import Caller
from gateway.sockets.admission import Admission, Admitted
from gateway.sockets.codes import CREDENTIALS, MOVED, Refused, passed_on

access = structlog.get_logger("gateway.access")

CONNECT_SECONDS = 3.0
MOST_BYTES = 1024 * 1024
MOST_WAITING = 16
REMEMBERED_SECONDS = 60.0


class Open:
    """A socket that is open; `end` asks for its end with a code."""

    def __init__(self, admitted: Admitted) -> None:
        self.admitted = admitted
        self._end: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    def end(self, code: int) -> None:
        """End it soon."""
        if not self._end.done():
            self._end.set_result(code)

    async def ended(self) -> int:
        """Wait until somebody asks for its end."""
        return await asyncio.shield(self._end)


class Sockets:
    """The open sockets of this process."""

    def __init__(
        self,
        caller: Caller,
        authentication: Authentication,
        catalogue: Callable[[], Catalogue],
        metrics: Metrics,
        limits: Limits,
    ) -> None:
        self._admission = Admission(caller, authentication, catalogue, limits)
        self._open: set[Open] = set()
        self._ends: deque[tuple[float, Ended]] = deque()
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_closing = False
        metrics.observe("gateway_sockets", "Open WebSockets.", lambda: float(len(self._open)))

    async def serve(self, scope: Message, receive: Receive, send: Send) -> None:
        """Serve one WebSocket until it ends."""
        started, route, code = time.perf_counter(), "unknown", MOVED
        await receive()
        try:
            admitted = await self._admission.decide(scope)
            route = admitted.route
            code = await self._connect(admitted, scope, receive, send)
        except Refused as refused:
            code = refused.code
            await _accept(send, scope["subprotocols"][0] if scope["subprotocols"] else None)
        with suppress(OSError, RuntimeError):
            await send({"type": "websocket.close", "code": code})
        access.info("socket", route=route, code=code, ms=round((time.perf_counter() - started) * 1000, 1))

    def ended(self, ended: Ended) -> None:
        """Sessions have ended: so do their sockets. An event that names nobody makes all of them prove themselves."""
        self._remember(ended)
        for one in tuple(self._open):
            if ended.covers(one.admitted.identity):
                if ended.user_id is None:
                    self._check(one)
                else:
                    one.end(CREDENTIALS)

    def recheck(self) -> None:
        """Ends of sessions may have been missed."""
        self.ended(Ended())

    def close(self) -> None:
        """The process is leaving: clients go on elsewhere."""
        self._is_closing = True
        for one in tuple(self._open):
            one.end(MOVED)

    async def _connect(self, admitted: Admitted, scope: Message, receive: Receive, send: Send) -> int:
        """Connect to the node and pass frames on; the code of the end. Raises Refused."""
        if self._is_closing:
            raise Refused(MOVED)
        try:
            node = await connect(
                admitted.url,
                additional_headers=admitted.headers,
                subprotocols=[Subprotocol(one) for one in scope["subprotocols"]] or None,
                compression=None,
                open_timeout=CONNECT_SECONDS,
                close_timeout=1,
                ping_interval=None,
                max_size=MOST_BYTES,
                max_queue=MOST_WAITING,
                proxy=None,
            )
        except (OSError, TimeoutError, InvalidHandshake, InvalidURI):
            raise Refused(MOVED) from None
        one = Open(admitted)
        self._open.add(one)
        try:
            if self._has_ended_meanwhile(admitted):
                raise Refused(CREDENTIALS)
            await _accept(send, node.subprotocol)
            return await _pass_on(one, node, receive, send)
        finally:
            self._open.discard(one)
            await node.close()

    def _remember(self, ended: Ended) -> None:
        """A ticket may be older than the end of the sign-in that asked for it: ends are kept longer than tickets."""
        now = time.monotonic()
        if ended.user_id is not None:
            self._ends.append((now, ended))
        while self._ends and self._ends[0][0] < now - REMEMBERED_SECONDS:
            self._ends.popleft()

    def _has_ended_meanwhile(self, admitted: Admitted) -> bool:
        return admitted.token is None and any(ended.covers(admitted.identity) for _, ended in self._ends)

    def _check(self, one: Open) -> None:
        task = asyncio.create_task(self._prove(one))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _prove(self, one: Open) -> None:
        """By the token, if there is one; who came with a ticket has to get another."""
        if one.admitted.token is None:
            one.end(MOVED)
            return
        try:
            await self._admission.identify(one.admitted.token)
        except Refused as refused:
            if refused.code == CREDENTIALS:
                one.end(CREDENTIALS)


async def _accept(send: Send, subprotocol: str | None) -> None:
    """Browsers show the code of a socket only after an upgrade, and want one of the subprotocols they offered."""
    with suppress(OSError, RuntimeError):
        await send({"type": "websocket.accept", "subprotocol": subprotocol, "headers": []})


async def _pass_on(one: Open, node: ClientConnection, receive: Receive, send: Send) -> int:
    """Both ways until one side ends, or somebody asks for it; the code for the client."""
    tasks = [
        asyncio.create_task(_upwards(node, receive)),
        asyncio.create_task(_downwards(node, send)),
        asyncio.create_task(one.ended()),
    ]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        return next(iter(done)).result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _upwards(node: ClientConnection, receive: Receive) -> int:
    """From the client to the node; ends when the client does."""
    while True:
        message = await receive()
        if message["type"] == "websocket.disconnect":
            return 1000
        content: str | bytes = message["bytes"] if message.get("text") is None else message["text"]
        try:
            await node.send(content)
        except ConnectionClosed as closed:
            return passed_on(closed.rcvd.code if closed.rcvd else None)


async def _downwards(node: ClientConnection, send: Send) -> int:
    """From the node to the client; ends when the node does."""
    try:
        while True:
            content = await node.recv()
            kind = "text" if isinstance(content, str) else "bytes"
            await send({"type": "websocket.send", kind: content})
    except ConnectionClosed as closed:
        return passed_on(closed.rcvd.code if closed.rcvd else None)
    except (OSError, RuntimeError):
        return 1000
