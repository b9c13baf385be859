"""The uplinks of a gateway: one to each node that speaks them, made when its first client comes, gone when it ends."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from websockets.asyncio.client import connect
from websockets.exceptions import InvalidHandshake, InvalidURI, NegotiationError
from websockets.typing import Subprotocol

from chassis.signing import Signer
from chassis.sockets import uplink
from chassis.sockets.uplink import Kind
from gateway.metrics import Metrics
from gateway.request import Receive
from gateway.sockets.codes import MOVED, Refused
from gateway.sockets.listener import Listener
from gateway.sockets.opened import Open
from gateway.sockets.uplink import Uplink
from gateway.sockets.uplink_metrics import UplinkMetrics

CONNECT_SECONDS = 3.0
PING_SECONDS = 20.0
MOST_WAITING = 16
REFUSED_SECONDS = 30.0
"""How long a node that speaks no uplink is not asked again."""


class Uplinks:
    """One uplink for each node. Without a secret there are none."""

    def __init__(self, secret: str, metrics: Metrics) -> None:
        self._signing = Signer(secret, uplink.PURPOSE) if secret else None
        self._metrics = UplinkMetrics(metrics.registry)
        self._connected: dict[str, Uplink] = {}
        self._connecting: dict[str, asyncio.Task[Uplink | None]] = {}
        self._refused: dict[str, float] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._observe(metrics)

    async def to(self, url: str) -> Uplink | None:
        """The uplink to a node; None if it speaks none. Raises Refused when it is not there."""
        link = self._connected.get(url)
        if link is not None and link.is_over:
            link = None
        if link is not None or self._signing is None or self._refused.get(url, 0.0) > time.monotonic():
            return link
        if url not in self._connecting:
            self._connecting[url] = asyncio.create_task(self._connect(url, self._signing))
            self._connecting[url].add_done_callback(lambda _: self._connecting.pop(url, None))
        return await asyncio.shield(self._connecting[url])

    async def close(self) -> None:
        """End them all."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _connect(self, url: str, signing: Signer) -> Uplink | None:
        try:
            connection = await connect(
                url,
                additional_headers={uplink.HEADER: uplink.credential(signing)},
                subprotocols=[Subprotocol(uplink.SUBPROTOCOL)],
                compression=None,
                open_timeout=CONNECT_SECONDS,
                close_timeout=1,
                ping_interval=PING_SECONDS,
                ping_timeout=PING_SECONDS,
                max_size=uplink.LARGEST_DOWN,
                max_queue=MOST_WAITING,
                proxy=None,
            )
            if connection.subprotocol != uplink.SUBPROTOCOL:
                await connection.close()
                raise NegotiationError("another version")
        except InvalidHandshake:
            self._refused[url] = time.monotonic() + REFUSED_SECONDS
            return None
        except (OSError, TimeoutError, InvalidURI):
            raise Refused(MOVED) from None
        link = self._connected[url] = Uplink(connection, self._metrics)
        task = asyncio.create_task(self._supervise(url, link))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return link

    async def _supervise(self, url: str, link: Uplink) -> None:
        try:
            await link.run()
        finally:
            if self._connected.get(url) is link:
                del self._connected[url]

    def _observe(self, metrics: Metrics) -> None:
        def summed(what: Callable[[Uplink], int]) -> Callable[[], float]:
            return lambda: float(sum(what(link) for link in self._connected.values()))

        metrics.observe("gateway_uplinks", "Nodes that are connected by an uplink.", summed(lambda _: 1))
        metrics.observe("gateway_uplink_members", "Clients behind uplinks.", summed(len))
        metrics.observe(
            "gateway_uplink_waiting_bytes", "Bytes that wait for nodes.", summed(lambda link: link.outgoing.size)
        )


async def pass_up(one: Open, link: Uplink, listener: Listener, receive: Receive) -> int:
    """What the client sends goes up until its end, or until somebody asks for that; the code for the client."""
    sending = asyncio.create_task(_upwards(one, link, listener, receive))
    try:
        return await one.ended()
    finally:
        sending.cancel()


async def _upwards(one: Open, link: Uplink, listener: Listener, receive: Receive) -> None:
    while True:
        message = await receive()
        if message["type"] == "websocket.disconnect":
            one.end(1000)
            return
        text = message.get("text")
        record = (Kind.TEXT, text.encode()) if text is not None else (Kind.BINARY, message["bytes"])
        link.outgoing.put(uplink.pack(record[0], listener.number, record[1]))
        await link.outgoing.room()
