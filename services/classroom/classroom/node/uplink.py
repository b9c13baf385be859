"""A gateway's uplink: the sockets of its clients as members, and what a room tells its people once for all of them.

Each message to the gateway is what one turn of the event loop has brought. A gateway that does not keep up loses what
passes; one that does not read at all is given up, and its members are gone.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from contextlib import suppress
from typing import Any

import orjson
from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed
from websockets.protocol import State

from chassis.signing import Signer
from chassis.sockets import uplink
from chassis.sockets.outflow import Bounds, Corked, Outflow, limit_kernel
from chassis.sockets.uplink import Kind, Malformed, Record
from classroom import passes
from classroom.node.frames import BINARY, frame
from classroom.node.group import Group
from classroom.node.member import Member
from classroom.node.metrics import UPLINK_BYTES, UPLINK_MEMBERS, UPLINK_RECORDS, UPLINKS
from classroom.node.peer import FAILED, MOVED
from classroom.passes import HEADER, Pass

_log = logging.getLogger(__name__)

MIB = 1024 * 1024
BOUNDS = Bounds(drop_over=4 * MIB, slow_over=16 * MIB, slow_seconds=10.0, most=64 * MIB)
AT_ONCE = MIB
"""Bytes that are not gathered any longer."""


class Uplink:
    """The connection of one gateway. `let_in` is what becomes of each member; `dialect` picks a subprotocol."""

    def __init__(
        self,
        connection: ServerConnection,
        signing: Signer,
        let_in: Callable[[Member], Coroutine[Any, Any, None]],
        dialect: Callable[[Any], str | None],
        is_limited: bool,
    ) -> None:
        self._connection = connection
        self._signing = signing
        self._let_in = let_in
        self._dialect = dialect
        self._is_limited = is_limited
        self._members: dict[int, Member] = {}
        self._groups: dict[tuple[int, bool], Group] = {}
        self._count = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._waiting: list[tuple[bytes, bool]] = []
        self._size = 0
        self._timer: asyncio.Handle | None = None
        self._outflow = Outflow(connection.transport, self._give_up, BOUNDS)
        limit_kernel(connection.transport)

    async def serve(self) -> None:
        """Serve until it ends; then all that came over it are gone."""
        UPLINKS.inc()
        try:
            async for message in self._connection:
                UPLINK_BYTES.labels("up").inc(len(message))
                for record in uplink.unpack(message if isinstance(message, bytes) else message.encode()):
                    self._take(record)
        except ConnectionClosed:
            pass
        except Malformed as error:
            _log.error("an uplink is not understood: %s", error)
        finally:
            UPLINKS.dec()
            for member in tuple(self._members.values()):
                member.leave()
            while self._tasks:
                await asyncio.wait(self._tasks)

    @property
    def is_open(self) -> bool:
        """Whether the gateway can still be told anything."""
        return self._connection.state is State.OPEN and not self._connection.transport.is_closing()

    @property
    def is_behind(self) -> bool:
        """Whether so much waits for the gateway that what passes is left out."""
        return self._outflow.is_behind

    def put(self, record: bytes, is_passing: bool = False) -> None:
        """Tell the gateway, at the end of this turn of the event loop."""
        self._waiting.append((record, is_passing))
        self._size += len(record)
        if self._size > AT_ONCE:
            self._flush()
        elif self._timer is None:
            self._timer = asyncio.get_running_loop().call_soon(self._flush)

    def group(self, room_id: int, is_plain: bool) -> Group:
        """The group of those who are in a room and speak a dialect."""
        group = self._groups.get((room_id, is_plain))
        if group is None:
            self._count += 1
            group = self._groups[room_id, is_plain] = Group(self, room_id, is_plain, self._count)
        return group

    def forget(self, member: Member) -> None:
        """The member is gone."""
        if self._members.pop(member.number, None) is not None:
            UPLINK_MEMBERS.dec()
        group = member.group
        if group is not None and group.is_left_by(member):
            self._groups.pop((group.room_id, group.is_plain), None)

    async def has_room(self) -> None:
        """Wait until the gateway has taken most of what it was told."""
        while self.is_open and self._connection.transport.get_write_buffer_size() > AT_ONCE:
            await asyncio.sleep(0)  # who waited together goes on one after another
            with suppress(OSError):
                await self._connection.drain()

    def _take(self, record: Record) -> None:
        UPLINK_RECORDS.labels("up").inc()
        if record.kind == Kind.OPEN:
            self._open(record)
            return
        member = self._members.get(record.number)
        if member is None:
            return
        if record.kind == Kind.LEFT:
            member.leave()
        elif record.kind in (Kind.TEXT, Kind.BINARY):
            self._hear(member, record)
        else:
            raise Malformed(f"a record of the kind {record.kind}")

    def _hear(self, member: Member, record: Record) -> None:
        try:
            member.take(record.payload.decode(errors="replace") if record.kind == Kind.TEXT else record.payload)
        except Exception:  # one member's trouble is not the others'
            _log.exception("a message was not understood")
            member.close(FAILED)

    async def _attend(self, member: Member) -> None:
        try:
            await self._let_in(member)
        except Exception:
            _log.exception("a socket is given up")
        finally:
            member.close(FAILED)

    def _open(self, record: Record) -> None:
        admitted, dialect = self._admitted(record)
        if admitted is None or record.number in self._members:
            self.put(uplink.pack_code(record.number, MOVED))
            return
        self.put(uplink.pack(Kind.ACCEPT, record.number, (dialect or "").encode()))
        member = Member(self, record.number, admitted, dialect is None, self._is_limited)
        self._members[record.number] = member
        UPLINK_MEMBERS.inc()
        task = asyncio.create_task(self._attend(member))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _admitted(self, record: Record) -> tuple[Pass | None, str | None]:
        try:
            told = orjson.loads(record.payload)
            return passes.read(self._signing, str(told["headers"].get(HEADER, ""))), self._dialect(told["subprotocols"])
        except (ValueError, KeyError, TypeError, AttributeError):
            raise Malformed("who has come is not told") from None

    def _flush(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        waiting, self._waiting, self._size = self._waiting, [], 0
        told = Corked(waiting)
        content = told.lasting if self.is_behind else told.everything
        if content and self.is_open:
            UPLINK_RECORDS.labels("down").inc(len(waiting))
            UPLINK_BYTES.labels("down").inc(len(content))
            self._outflow.write(None, frame(BINARY, content))

    def _give_up(self) -> None:
        _log.error("a gateway does not read: its sockets are given up")
        self._connection.transport.abort()
