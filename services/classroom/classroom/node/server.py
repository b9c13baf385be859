"""Sockets coming and going, on their own or over a gateway's uplink: passes are checked, rooms opened."""

from __future__ import annotations

import asyncio
import http
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import orjson
from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.http11 import Request, Response
from websockets.typing import Subprotocol

from chassis.signing import Signer
from chassis.sockets import uplink
from classroom import passes
from classroom.node.intake import LONGEST_CID, Intake
from classroom.node.own_socket import OwnSocket
from classroom.node.peer import CREDENTIALS, FORBIDDEN, MOVED, NO_ROOM, Peer
from classroom.node.plain import PlainIntake
from classroom.node.rooms import Gone, Moved, Rooms
from classroom.node.session import Session
from classroom.node.uplink import Uplink
from classroom.passes import HEADER, Pass

SUBPROTOCOL, UPLINK = Subprotocol("class.v1"), Subprotocol(uplink.SUBPROTOCOL)
HELLO_SECONDS = 10.0
PING_SECONDS = 20.0


class Sockets:
    """The node's door. `signing` is for passes, `between` for what processes of ours show each other."""

    def __init__(self, rooms: Rooms, signing: Signer, between: Signer, is_limited: bool) -> None:
        self._rooms = rooms
        self._signing = signing
        self._between = between
        self._is_limited = is_limited

    async def listen(self, host: str, port: int) -> Server:
        """Take connections from now on."""
        return await serve(
            self._serve,
            host,
            port,
            subprotocols=[SUBPROTOCOL, UPLINK],
            select_subprotocol=_negotiated,
            process_request=self._check,
            compression=None,
            max_size=uplink.LARGEST_UP,
            max_queue=32,
            ping_interval=PING_SECONDS,
            ping_timeout=PING_SECONDS,
            close_timeout=3,
            server_header=None,
        )

    def _check(self, connection: ServerConnection, request: Request) -> Response | None:
        """Let nobody in whom the service has not let in, and no uplink but a gateway's."""
        shown = request.headers.get(uplink.HEADER)
        if shown is not None:
            is_genuine = uplink.is_genuine(self._between, shown)
            return None if is_genuine else connection.respond(http.HTTPStatus.UNAUTHORIZED, "no gateway\n")
        admitted = passes.read(self._signing, request.headers.get(HEADER, ""))
        if admitted is None:
            return connection.respond(http.HTTPStatus.UNAUTHORIZED, "no pass\n")
        connection.admitted = admitted  # type: ignore[attr-defined]
        return None

    async def _serve(self, connection: ServerConnection) -> None:
        admitted: Pass | None = getattr(connection, "admitted", None)
        if admitted is not None:
            await self._let_in(OwnSocket(connection, admitted, connection.subprotocol is None, self._is_limited))
        elif connection.subprotocol == UPLINK:
            await Uplink(connection, self._signing, self._let_in, _dialect, self._is_limited).serve()

    async def _let_in(self, peer: Peer) -> None:
        """Serve one socket until its end."""
        try:
            session = await self._rooms.open(peer.admitted.room_id)
            await self._attend(session, peer)
        except Moved:
            peer.close(MOVED, "moved")
        except Gone:
            peer.close(NO_ROOM, "no such room")
        await peer.closed()

    async def _attend(self, session: Session, peer: Peer) -> None:
        hello = {} if peer.is_plain else await _hello(peer)
        if hello is None:
            peer.close(CREDENTIALS, "no hello")
            return
        if isinstance(client := hello.get("client"), str) and 0 < len(client) <= LONGEST_CID:
            peer.client_id = client
        epoch, last = _whole(hello.get("ep")), _whole(hello.get("last"))
        await peer.has_room()
        if not session.join(peer, epoch, last):
            await session.regulate()  # the pass may be newer than what the room knows
            if not session.join(peer, epoch, last):
                peer.close(FORBIDDEN, "not a participant")
                return
        intake = PlainIntake(session, peer) if peer.is_plain else Intake(session, peer)
        try:
            await peer.listen(intake.receive)
        finally:
            session.leave(peer)


async def _hello(peer: Peer) -> Mapping[str, Any] | None:
    """The first message of `class.v1`; None for anything else, or nothing."""
    with suppress(TimeoutError, orjson.JSONDecodeError):
        async with asyncio.timeout(HELLO_SECONDS):
            told = orjson.loads(await peer.receive() or "")
            return told if isinstance(told, dict) and told.get("type") == "hello" else None
    return None


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _dialect(offered: Any) -> Subprotocol | None:
    """`class.v1` for those who ask for it; everyone else speaks the plain dialect."""
    return SUBPROTOCOL if SUBPROTOCOL in offered else None


def _negotiated(connection: ServerConnection, offered: Any) -> Subprotocol | None:
    """A socket's dialect, or the uplink for those who were let in as a gateway."""
    is_gateway = not hasattr(connection, "admitted")
    return (UPLINK if UPLINK in offered else None) if is_gateway else _dialect(offered)
