"""One connection to a node for one client: for nodes that speak no uplink of this version, or not yet."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidURI
from websockets.typing import Subprotocol

from gateway.request import Receive, Send
from gateway.sockets.admission import Admitted
from gateway.sockets.codes import MOVED, Refused, passed_on
from gateway.sockets.opened import Open

CONNECT_SECONDS = 3.0
MOST_BYTES = 1024 * 1024
MOST_WAITING = 16


@asynccontextmanager
async def connected(admitted: Admitted, subprotocols: list[str]) -> AsyncIterator[ClientConnection]:
    """A connection to the node, closed at the end. Raises Refused."""
    try:
        node = await connect(
            admitted.url,
            additional_headers=admitted.headers,
            subprotocols=[Subprotocol(one) for one in subprotocols] or None,
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
    try:
        yield node
    finally:
        await node.close()


async def pass_on(one: Open, node: ClientConnection, receive: Receive, send: Send) -> int:
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
