"""Sockets coming and going: the pass is checked before the upgrade, the dialect chosen, the room opened."""

from __future__ import annotations

import asyncio
import http
import logging
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import orjson
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.http11 import Request, Response
from websockets.typing import Subprotocol

from chassis.signing import Signer
from classroom import passes
from classroom.domain.limits import LARGEST_JSON
from classroom.node.intake import LONGEST_CID, Intake
from classroom.node.peer import CREDENTIALS, FORBIDDEN, MOVED, NO_ROOM, Peer
from classroom.node.plain import PlainIntake
from classroom.node.rooms import Gone, Moved, Rooms
from classroom.node.session import Session
from classroom.passes import HEADER, Pass

_log = logging.getLogger(__name__)

SUBPROTOCOL = Subprotocol("class.v1")
HELLO_SECONDS = 10.0
PING_SECONDS = 20.0


class Sockets:
    """The node's door."""

    def __init__(self, rooms: Rooms, signing: Signer, is_limited: bool) -> None:
        self._rooms = rooms
        self._signing = signing
        self._is_limited = is_limited

    async def listen(self, host: str, port: int) -> Server:
        """Take connections from now on."""
        return await serve(
            self._serve,
            host,
            port,
            subprotocols=[SUBPROTOCOL],
            select_subprotocol=_dialect,
            process_request=self._check,
            compression=None,
            max_size=LARGEST_JSON,
            max_queue=32,
            ping_interval=PING_SECONDS,
            ping_timeout=PING_SECONDS,
            close_timeout=3,
            server_header=None,
        )

    def _check(self, connection: ServerConnection, request: Request) -> Response | None:
        """Let nobody in whom the service has not let in."""
        admitted = passes.read(self._signing, request.headers.get(HEADER, ""))
        if admitted is None:
            return connection.respond(http.HTTPStatus.UNAUTHORIZED, "no pass\n")
        connection.admitted = admitted  # type: ignore[attr-defined]
        return None

    async def _serve(self, connection: ServerConnection) -> None:
        admitted: Pass = connection.admitted  # type: ignore[attr-defined]
        peer = Peer(connection, admitted, connection.subprotocol is None, self._is_limited)
        peer.limit_kernel()
        with suppress(ConnectionClosed):
            try:
                session = await self._rooms.open(admitted.room_id)
                await self._attend(session, peer)
            except Moved:
                await connection.close(MOVED, "moved")
            except Gone:
                await connection.close(NO_ROOM, "no such room")
        await peer.closed()

    async def _attend(self, session: Session, peer: Peer) -> None:
        hello = {} if peer.is_plain else await _hello(peer)
        if hello is None:
            await peer.connection.close(CREDENTIALS, "no hello")
            return
        if isinstance(client := hello.get("client"), str) and 0 < len(client) <= LONGEST_CID:
            peer.client_id = client
        epoch, last = _whole(hello.get("ep")), _whole(hello.get("last"))
        if not session.join(peer, epoch, last):
            await session.regulate()  # the pass may be newer than what the room knows
            if not session.join(peer, epoch, last):
                await peer.connection.close(FORBIDDEN, "not a participant")
                return
        intake = PlainIntake(session, peer) if peer.is_plain else Intake(session, peer)
        try:
            async for content in peer.connection:
                if peer.is_open:
                    intake.receive(content)
        finally:
            session.leave(peer)


async def _hello(peer: Peer) -> Mapping[str, Any] | None:
    """The first message of `class.v1`; None for anything else, or nothing."""
    with suppress(TimeoutError, orjson.JSONDecodeError):
        async with asyncio.timeout(HELLO_SECONDS):
            told = orjson.loads(await peer.connection.recv())
            return told if isinstance(told, dict) and told.get("type") == "hello" else None
    return None


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _dialect(_: ServerConnection, offered: Any) -> Subprotocol | None:
    """`class.v1` for those who ask for it; everyone else speaks the plain dialect."""
    return SUBPROTOCOL if SUBPROTOCOL in offered else None
