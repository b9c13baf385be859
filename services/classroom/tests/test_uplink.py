"""The node's side of an uplink: who may open one, what becomes of its members, and of a gateway that does not read."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import orjson
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.typing import Subprotocol

from chassis.call import Actor
from chassis.signing import Signer
from chassis.sockets import uplink
from chassis.sockets.outflow import Bounds
from chassis.sockets.uplink import Kind, Record
from classroom import schemas
from classroom.domain import audio
from classroom.node import member as members
from classroom.node import uplink as uplinks
from classroom.node.intake import Intake
from classroom.node.server import SUBPROTOCOL
from classroom.passes import HEADER
from services.classroom.tests.conftest import ALICE, BOB
from services.classroom.tests.sockets import BETWEEN, Node, enter, eventually, pass_for
from services.classroom.tests.voice import heard, speak, voices_told

pytestmark = pytest.mark.anyio


class Gateway:
    """A gateway as the node sees it: it keeps every record it is told."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection
        self.told: list[Record] = []
        self.reading = asyncio.create_task(self._read())

    async def tell(self, kind: Kind, number: int, payload: bytes | str = b"") -> None:
        """Tell the node something."""
        content = payload if isinstance(payload, bytes) else payload.encode()
        await self.connection.send(uplink.pack(kind, number, content))

    async def bring(self, number: int, room_id: int, who: Actor) -> None:
        """Somebody comes, is let in, and says hello."""
        told = {"headers": pass_for(room_id, who), "subprotocols": [SUBPROTOCOL]}
        await self.tell(Kind.OPEN, number, orjson.dumps(told))
        await self.tell(Kind.TEXT, number, '{"type": "hello"}')
        await eventually(lambda: bool(self.of(Kind.ENTER, number)))

    async def say(self, number: int, cid: str, content: str) -> None:
        """A client writes."""
        told = {"type": "op", "cid": cid, "k": "chat", "d": {"content": content}}
        await self.tell(Kind.TEXT, number, orjson.dumps(told))

    def of(self, kind: Kind, number: int) -> list[bytes]:
        """What was told of one kind for one number."""
        return [one.payload for one in self.told if (one.kind, one.number) == (kind, number)]

    async def code(self, number: int) -> int:
        """Wait until a client is to be closed; the code."""
        await eventually(lambda: bool(self.of(Kind.CLOSE, number)))
        return uplink.unpack_code(self.of(Kind.CLOSE, number)[0])

    async def _read(self) -> None:
        try:
            async for message in self.connection:
                assert isinstance(message, bytes)
                self.told += uplink.unpack(message)
        except ConnectionClosed:
            return


@asynccontextmanager
async def gateway(here: Node) -> AsyncIterator[Gateway]:
    """A gateway connects."""
    async with connect(
        here.url,
        additional_headers={uplink.HEADER: uplink.credential(BETWEEN)},
        subprotocols=[Subprotocol(uplink.SUBPROTOCOL)],
        compression=None,
        max_size=None,
    ) as connection:
        assert connection.subprotocol == uplink.SUBPROTOCOL
        yield Gateway(connection)


async def test_only_a_gateway_opens_an_uplink(here: Node, room: schemas.Room) -> None:
    offered = [Subprotocol(uplink.SUBPROTOCOL)]
    forged = uplink.credential(Signer("another secret altogether, as long", uplink.PURPOSE))
    with pytest.raises(InvalidStatus):
        async with connect(here.url, additional_headers={uplink.HEADER: forged}, subprotocols=offered):
            pass
    async with connect(here.url, additional_headers=pass_for(room.id, BOB), subprotocols=offered) as plain:
        assert plain.subprotocol is None
        assert b"whiteboard_state" in await plain.recv(decode=False)


async def test_a_gateway_of_another_version_is_closed_and_told_nothing(here: Node) -> None:
    shown = {uplink.HEADER: uplink.credential(BETWEEN)}
    async with connect(here.url, additional_headers=shown, subprotocols=[Subprotocol("uplink.v2")]) as other:
        await other.wait_closed()
        assert other.subprotocol is None


async def test_what_is_for_everyone_is_told_once_and_acknowledgements_to_whom_they_are_for(
    here: Node, room: schemas.Room
) -> None:
    async with gateway(here) as one:
        for number in range(1, 11):
            await one.bring(number, room.id, BOB)
        (group,) = {uplink.unpack_number(one.of(Kind.ENTER, number)[0]) for number in range(1, 11)}
        await one.say(3, "c1", "hello")
        await eventually(lambda: any(b'"ack"' in payload for payload in one.of(Kind.OWN, 3)))
        assert len([payload for payload in one.of(Kind.LASTING, group) if b"hello" in payload]) == 1
        assert not any(b'"ack"' in payload for number in (1, 2, 4) for payload in one.of(Kind.OWN, number))


async def test_a_voice_is_told_once_but_for_its_speaker(here: Node, room: schemas.Room) -> None:
    async with gateway(here) as one, enter(here.url, room.id, BOB) as bob:
        await one.bring(7, room.id, ALICE)
        await one.tell(Kind.BINARY, 7, audio.write(audio.Frame(audio.OPUS, 0, 0, 0, 5, 0, (b"\x78abc",))))
        await bob.until(lambda: heard(bob))
        group = uplink.unpack_number(one.of(Kind.ENTER, 7)[0])
        await eventually(lambda: bool(one.of(Kind.STREAM, group)))
        streamed = uplink.unpack_stream(one.of(Kind.STREAM, group)[0])
        assert (streamed.skip, streamed.stream, streamed.frame[2:]) == (7, 1, audio.write(heard(bob)[0]))
        assert audio.read(streamed.marked()[2:]).flags == audio.DISCONTINUITY
        await one.tell(Kind.LEFT, 7)
        await bob.until(lambda: voices_told(bob) == [(ALICE.id, True), (ALICE.id, False)])


async def test_when_a_gateway_dies_its_people_are_gone_and_their_voices_end(here: Node, room: schemas.Room) -> None:
    async with enter(here.url, room.id, BOB) as bob:
        async with gateway(here) as one:
            await one.bring(1, room.id, ALICE)
            await one.tell(Kind.BINARY, 1, audio.write(audio.Frame(audio.OPUS, 0, 0, 0, 5, 0, (b"\x78abc",))))
            await bob.until(lambda: heard(bob))
            await bob.told("pres", count=2)
            one.connection.transport.abort()
            await bob.until(lambda: voices_told(bob) == [(ALICE.id, True), (ALICE.id, False)])
            await bob.told("pres", count=1)
        assert here.rooms.counts() == (1, 1)


@pytest.mark.parametrize("told", [b"{}", b'{"headers": {}, "subprotocols": 3}', b"[]", b"no json"])
async def test_a_gateway_that_talks_nonsense_is_closed(here: Node, told: bytes) -> None:
    async with gateway(here) as one:
        await one.tell(Kind.OPEN, 1, told)
        async with asyncio.timeout(20):
            await one.reading


async def test_who_has_no_pass_is_sent_back_and_nobody_else(here: Node, room: schemas.Room) -> None:
    async with gateway(here) as one:
        await one.bring(1, room.id, BOB)
        told = {"headers": {HEADER: "forged"}, "subprotocols": [SUBPROTOCOL]}
        await one.tell(Kind.OPEN, 2, orjson.dumps(told))
        assert await one.code(2) == 4012
        await one.tell(Kind.TEXT, 2, "whoever that is")
        await one.say(1, "c1", "still here")
        await eventually(lambda: any(b'"ack"' in payload for payload in one.of(Kind.OWN, 1)))


async def test_what_is_too_much_ends_the_one_who_sends_it(
    here: Node, room: schemas.Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(members, "MOST_UNHEARD", 1_000)
    async with gateway(here) as one:
        await one.bring(1, room.id, BOB)
        told = orjson.dumps({"headers": pass_for(room.id, BOB), "subprotocols": [SUBPROTOCOL]})
        early = uplink.pack(Kind.OPEN, 2, told) + 3 * uplink.pack(Kind.TEXT, 2, bytes(500))
        await one.connection.send(early)
        assert await one.code(2) == 4429
        await one.bring(3, room.id, BOB)
        await one.tell(Kind.TEXT, 3, bytes(40_000))
        assert await one.code(3) == 1009
        monkeypatch.setattr(uplink, "LARGEST_FRAMES", 10)
        await one.tell(Kind.TEXT, 1, '{"type": "ping", "t": 1}')
        assert await one.code(1) == 1009


async def test_a_frame_that_fits_into_no_record_ends_those_it_is_for(
    here: Node, room: schemas.Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with gateway(here) as one, enter(here.url, room.id, ALICE) as alice:
        await one.bring(1, room.id, BOB)
        monkeypatch.setattr(uplink, "LARGEST_FRAMES", 100)
        await alice.op("chat", content="x" * 200)
        assert await one.code(1) == 1009


async def test_one_members_trouble_is_not_the_others(
    here: Node, room: schemas.Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    receive = Intake.receive

    def fail(intake: Intake, content: str | bytes) -> None:
        if "trouble" in str(content):
            raise RuntimeError("a mistake of ours")
        receive(intake, content)

    monkeypatch.setattr(Intake, "receive", fail)
    async with gateway(here) as one:
        await one.bring(1, room.id, BOB)
        await one.bring(2, room.id, BOB)
        await one.tell(Kind.TEXT, 1, "trouble")
        assert await one.code(1) == 1011
        await one.say(2, "c1", "still here")
        await eventually(lambda: any(b'"ack"' in payload for payload in one.of(Kind.OWN, 2)))


async def test_a_gateway_that_does_not_read_loses_what_passes_then_itself_and_costs_the_others_nothing(
    here: Node, room: schemas.Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uplinks, "BOUNDS", Bounds(drop_over=64 * 1024, most=512 * 1024, slow_over=512 * 1024))
    async with (
        gateway(here) as one,
        gateway(here) as other,
        enter(here.url, room.id, ALICE) as alice,
        enter(here.url, room.id, BOB) as bob,
    ):
        await one.bring(1, room.id, BOB)
        await other.bring(1, room.id, BOB)
        group = uplink.unpack_number(other.of(Kind.ENTER, 1)[0])
        one.connection.transport.pause_reading()
        number = 0
        while here.rooms.counts()[1] == 4:
            await speak(alice, number, audio.PCM16, bytes(8_000))
            await alice.acked(await alice.op("chat", content="x" * 5_000))
            number += 1
            await bob.until(lambda number=number: len(heard(bob)) == number)  # type: ignore[misc]
        await eventually(lambda: len(other.of(Kind.STREAM, group)) == number)
        one.connection.transport.abort()
