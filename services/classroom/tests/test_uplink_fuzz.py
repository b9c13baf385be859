"""A gateway that is broken, or somebody who has its secret: whatever comes over an uplink, the node takes no harm."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from websockets.protocol import State

from chassis.sockets import uplink
from chassis.sockets.uplink import Kind
from chassis.testing.fuzzing import bounded
from classroom.node.member import Member
from classroom.node.peer import Content
from classroom.node.uplink import Uplink
from services.classroom.tests.conftest import BOB
from services.classroom.tests.inventions import ANYTHING
from services.classroom.tests.sockets import SIGNING, pass_for
from services.classroom.tests.test_intake_fuzz import texts_in

ROOM = 1
NUMBERS = st.integers(1, 2) | st.integers(0, 2**32 - 1)
FRIENDS = st.fixed_dictionaries(
    {"headers": st.builds(pass_for, st.just(ROOM), st.just(BOB)), "subprotocols": st.just(["class.v1"])}
)
STRANGERS = st.fixed_dictionaries({"headers": ANYTHING, "subprotocols": ANYTHING}) | ANYTHING


def opening(coming: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Kind, int, bytes]]:
    """Somebody comes."""
    return st.tuples(st.just(Kind.OPEN), NUMBERS, coming.map(lambda told: json.dumps(told).encode()))


SAID = st.tuples(st.sampled_from([Kind.TEXT, Kind.BINARY]), st.integers(1, 2), st.just(b"0") | st.binary(max_size=30))
LEFT = st.tuples(st.just(Kind.LEFT), NUMBERS, st.binary(max_size=3))
OTHER = st.tuples(st.sampled_from(Kind), NUMBERS, st.binary(max_size=30))
RECORDS = st.lists(opening(FRIENDS) | SAID | LEFT, max_size=6) | st.lists(opening(STRANGERS) | SAID | OTHER, max_size=3)
MESSAGES = RECORDS.map(lambda records: b"".join(uplink.pack(*one) for one in records))


class Transport(asyncio.Transport):
    """Takes everything, and keeps it."""

    def __init__(self) -> None:
        super().__init__()
        self.written = b""

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self.written += data

    def is_closing(self) -> bool:
        return False

    def get_write_buffer_size(self) -> int:
        return 0


class Connection:
    """A gateway that says what it was given to say, and hangs up."""

    state = State.OPEN

    def __init__(self, messages: Sequence[bytes | str]) -> None:
        self.transport = Transport()
        self._messages = messages

    async def __aiter__(self) -> AsyncIterator[bytes | str]:
        for message in self._messages:
            yield message
            await asyncio.sleep(0)


def dialect(offered: Any) -> str | None:
    """As the server picks it."""
    return "class.v1" if "class.v1" in offered else None


async def served(messages: Sequence[bytes | str]) -> tuple[Connection, Counter[str]]:
    """What the node told, and how many came and went."""
    connection: Any = Connection(messages)
    seen: Counter[str] = Counter()

    async def let_in(member: Member) -> None:
        seen["came"] += 1
        try:
            await member.listen(hear)
        finally:
            seen["went"] += 1

    def hear(content: Content) -> None:
        seen["heard"] += 1
        if content in ("0", b"0"):
            raise RuntimeError("whatever a member's message may set off is that member's trouble")

    await Uplink(connection, SIGNING, let_in, dialect, is_limited=True).serve()
    return connection, seen


def test_whatever_a_gateway_sends_the_node_takes_it_or_ends_it_and_everybody_has_gone() -> None:
    total: Counter[str] = Counter()

    @bounded(150)
    @given(st.lists(MESSAGES | MESSAGES | st.binary(max_size=40) | st.text(max_size=10), max_size=8))
    def serve(messages: list[bytes | str]) -> None:
        connection, seen = asyncio.run(served(messages))
        told = [one for payload in texts_in(connection.transport.written) for one in uplink.unpack(payload)]
        assert {one.kind for one in told} <= {Kind.ACCEPT, Kind.CLOSE}
        assert seen["came"] == seen["went"] <= sum(one.kind == Kind.ACCEPT for one in told)
        total.update(seen)

    serve()
    assert min(total["came"], total["heard"]) > 0, "some were let in"
