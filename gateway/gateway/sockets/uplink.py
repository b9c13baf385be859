"""The one connection to a node, over which all the clients of its rooms are reached.

What clients send waits here only up to a bound, then they wait. What the node tells is written to each client at once,
whatever the others do: a client that does not keep up is its own matter (`listener`), so that the node is always read.
"""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import orjson
import structlog
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed

from chassis.sockets import uplink
from chassis.sockets.uplink import Kind, Malformed, Record
from gateway.sockets.codes import MOVED, Refused, passed_on
from gateway.sockets.listener import Group, Listener
from gateway.sockets.opened import Open
from gateway.sockets.outgoing import Outgoing
from gateway.sockets.uplink_metrics import UplinkMetrics

log = structlog.get_logger("gateway.sockets")

ANSWER_SECONDS = 5.0


class Uplink:
    """An uplink that is connected."""

    def __init__(self, connection: ClientConnection, metrics: UplinkMetrics) -> None:
        self.outgoing = Outgoing(connection, metrics)
        self.is_over = False
        self._connection = connection
        self._metrics = metrics
        self._numbers = itertools.count(1)
        self._listeners: dict[int, Listener] = {}
        self._groups: dict[int, Group] = {}

    def __len__(self) -> int:
        return len(self._listeners)

    async def run(self) -> None:
        """Pass on until the connection ends; then send everyone elsewhere."""
        sending = asyncio.create_task(self.outgoing.run())
        try:
            async for message in self._connection:
                self._pass_on(message if isinstance(message, bytes) else message.encode())
                await asyncio.sleep(0)  # what was written goes out, and others have their turn
        except ConnectionClosed:
            pass
        except Malformed as error:
            log.error("uplink_not_understood", error=str(error))
        finally:
            self.is_over = True
            sending.cancel()
            self.outgoing.close()
            for listener in tuple(self._listeners.values()):
                self._end(listener, MOVED)
            await self._connection.close()

    @asynccontextmanager
    async def opened(
        self, one: Open, transport: asyncio.WriteTransport, subprotocols: Sequence[str]
    ) -> AsyncIterator[tuple[Listener, str | None]]:
        """A client that was let in by the node, and the subprotocol it is to speak. Raises Refused."""
        listener = Listener(next(self._numbers), transport, one.end)
        self._listeners[listener.number] = listener
        told = orjson.dumps({"headers": one.admitted.headers, "subprotocols": list(subprotocols)})
        self.outgoing.put(uplink.pack(Kind.OPEN, listener.number, told))
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                subprotocol = await listener.answer or None
            yield listener, subprotocol
        except TimeoutError:
            raise Refused(MOVED) from None
        finally:
            self._leave(listener)

    def _leave(self, listener: Listener) -> None:
        listener.stop()
        if listener.group is not None and not listener.group.listeners:
            self._groups.pop(listener.group.number, None)
        if self._listeners.pop(listener.number, None) is not None:
            self.outgoing.put(uplink.pack(Kind.LEFT, listener.number))

    def _pass_on(self, message: bytes) -> None:
        """What one message holds, in its order; what it has for a group reaches each client in one piece."""
        began = time.perf_counter()
        touched: dict[int, Group] = {}
        records = deliveries = 0
        for record in uplink.unpack(message):
            records += 1
            if record.kind in (Kind.LASTING, Kind.PASSING):
                group = self._groups.get(record.number)
                if group is not None:
                    group.put(record.payload, record.kind == Kind.PASSING)
                    touched[record.number] = group
            else:
                deliveries += self._take(record)
        for group in touched.values():
            deliveries += group.flush()
        self._metrics.came(records, len(message), deliveries, time.perf_counter() - began)

    def _take(self, record: Record) -> int:
        """What is not simply for a group; how many clients it was written to."""
        if record.kind == Kind.STREAM:
            return self._stream(record)
        if record.kind == Kind.FORGET:
            if record.number in self._groups:
                self._groups[record.number].forget(uplink.unpack_number(record.payload))
            return 0
        listener = self._listeners.get(record.number)
        if listener is None:
            return 0
        if record.kind == Kind.OWN:
            if listener.group is not None:
                listener.group.flush()
            listener.write(None, record.payload)
            return 1
        self._change(listener, record)
        return 0

    def _change(self, listener: Listener, record: Record) -> None:
        if record.kind == Kind.ENTER:
            number = uplink.unpack_number(record.payload)
            self._groups.setdefault(number, Group(number)).enter(listener)
        elif record.kind == Kind.ACCEPT:
            if not listener.answer.done():
                listener.answer.set_result(record.payload.decode(errors="replace"))
        elif record.kind == Kind.CLOSE:
            del self._listeners[listener.number]
            if listener.group is not None:
                listener.group.flush()
            self._end(listener, passed_on(uplink.unpack_code(record.payload)))
        else:
            raise Malformed(f"a record of the kind {record.kind}")

    def _stream(self, record: Record) -> int:
        group = self._groups.get(record.number)
        if group is None:
            return 0
        written, left_out = group.write_stream(uplink.unpack_stream(record.payload))
        self._metrics.left_out(left_out)
        return written

    def _end(self, listener: Listener, code: int) -> None:
        listener.stop()
        listener.end(code)
        if not listener.answer.done():
            listener.answer.set_exception(Refused(code))
