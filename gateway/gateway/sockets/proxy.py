"""The proxy: clients' sockets are led to the nodes of their rooms, and ended when their sign-in ends.

They go over the node's uplink, or one by one to a node that speaks none of this version.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress

import structlog

from gateway.authentication import Authentication, Ended
from gateway.catalogue import Catalogue
from gateway.limits import Limits
from gateway.metrics import Metrics
from gateway.request import Message, Receive, Send
from gateway.rpc import Caller
from gateway.sockets.admission import Admission, Admitted
from gateway.sockets.codes import CREDENTIALS, MOVED, Refused
from gateway.sockets.direct import connected, pass_on
from gateway.sockets.opened import Open
from gateway.sockets.protocol import transport_of
from gateway.sockets.uplinks import Uplinks, pass_up

access = structlog.get_logger("gateway.access")

CLOSE_SECONDS = 3.0
REMEMBERED_SECONDS = 60.0


class Sockets:
    """The open sockets of this process."""

    def __init__(
        self,
        caller: Caller,
        authentication: Authentication,
        catalogue: Callable[[], Catalogue],
        metrics: Metrics,
        limits: Limits,
        secret: str,
    ) -> None:
        self._admission = Admission(caller, authentication, catalogue, limits)
        self._open: set[Open] = set()
        self._ends: deque[tuple[float, Ended]] = deque()
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_closing = False
        self._uplinks = Uplinks(secret, metrics)
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
        await _close(scope, send, code)
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

    async def stop(self) -> None:
        """The process leaves now."""
        await self._uplinks.close()

    async def _connect(self, admitted: Admitted, scope: Message, receive: Receive, send: Send) -> int:
        """Connect to the node and pass frames on; the code of the end. Raises Refused."""
        if self._is_closing:
            raise Refused(MOVED)
        one = Open(admitted)
        self._open.add(one)
        try:
            transport = transport_of(scope)
            link = await self._uplinks.to(admitted.url)
            if link is None or transport is None:
                return await self._one_by_one(one, scope, receive, send)
            async with link.opened(one, transport, scope["subprotocols"]) as (listener, subprotocol):
                if self._has_ended_meanwhile(admitted):
                    raise Refused(CREDENTIALS)
                await _accept(send, subprotocol)
                listener.begin()
                return await pass_up(one, link, listener, receive)
        finally:
            self._open.discard(one)

    async def _one_by_one(self, one: Open, scope: Message, receive: Receive, send: Send) -> int:
        """The same with a connection to the node for this client alone."""
        async with connected(one.admitted, scope["subprotocols"]) as node:
            if self._has_ended_meanwhile(one.admitted):
                raise Refused(CREDENTIALS)
            await _accept(send, node.subprotocol)
            return await pass_on(one, node, receive, send)

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


async def _close(scope: Message, send: Send, code: int) -> None:
    """Tell the code, after what the client has still to read; one that does not read on is cut off."""
    try:
        async with asyncio.timeout(CLOSE_SECONDS):
            await send({"type": "websocket.close", "code": code})
    except TimeoutError:
        transport = transport_of(scope)
        if transport is not None:
            transport.abort()
    except (OSError, RuntimeError):
        return


async def _accept(send: Send, subprotocol: str | None) -> None:
    """Browsers show the code of a socket only after an upgrade, and want one of the subprotocols they offered."""
    with suppress(OSError, RuntimeError):
        await send({"type": "websocket.accept", "subprotocol": subprotocol, "headers": []})
