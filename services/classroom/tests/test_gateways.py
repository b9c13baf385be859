"""A room whose people come through gateways: they share one log, and what happens to one costs the others nothing."""

from __future__ import annotations

import signal
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from pathlib import Path

import pytest
from websockets.asyncio.client import connect

from chassis.call import Actor
from chassis.database import Store
from classroom import schemas
from classroom.domain import audio
from classroom.domain.audio import PCM16
from classroom.node import voices
from classroom.node.server import SUBPROTOCOL
from services.classroom.tests.conftest import ALICE, BOB, CHARLIE
from services.classroom.tests.doors import Entrance, entrance
from services.classroom.tests.node_process import NodeProcess
from services.classroom.tests.sockets import Client, Node, enter, enter_plain, eventually
from services.classroom.tests.voice import PACKET, heard, speak, story, voices_told

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that is busy for a moment is no silence."""
    monkeypatch.setattr(voices, "SILENCE", 60.0)


@pytest.fixture
async def doors(here: Node, room: schemas.Room, tmp_path: Path) -> AsyncIterator[tuple[Entrance, Entrance]]:
    """Two gateways before one node."""
    async with (
        entrance(room.id, lambda: here.url, tmp_path) as first,
        entrance(room.id, lambda: here.url, tmp_path) as second,
    ):
        yield first, second


def at(door: Entrance, who: Actor, **hello: object) -> AbstractAsyncContextManager[Client]:
    """Come in by a gateway."""
    return enter(door.url(who), door.room_id, who, hello)


async def test_a_room_over_two_gateways_is_one_room_in_both_dialects(
    doors: tuple[Entrance, Entrance], room: schemas.Room
) -> None:
    first, second = doors
    async with AsyncExitStack() as stack:
        alice = await stack.enter_async_context(at(first, ALICE))
        bobs = [await stack.enter_async_context(at(door, BOB)) for door in (first, second, second)]
        plain = [await stack.enter_async_context(enter_plain(door.url(BOB), room.id, BOB)) for door in (first, second)]
        for number in range(50):
            for sender in (alice, *bobs):
                await sender.op("chat", content=f"{number} of {sender.welcome['sid']}")
            await plain[1].send("chat", message=f"{number} plain")
        everyone = (alice, *bobs)
        for one in everyone:
            await one.until(lambda one=one: len(one.chats()) == 250)  # type: ignore[misc]
            assert len(one.acks) == 50
        assert len({tuple(one.chats()) for one in everyone}) == 1
        for one in plain:
            await one.until(lambda one=one: len(one.others) >= 251)  # type: ignore[misc]
            assert [told["message"] for told in one.others if told["type"] == "chat"] == alice.chats()
        assert [door.value("gateway_uplinks") for door in doors] == [1, 1]
        assert [door.value("gateway_uplink_members") for door in doors] == [3, 3]


async def test_the_node_tells_each_gateway_once_whatever_it_has_to_tell_everyone(
    doors: tuple[Entrance, Entrance],
) -> None:
    first, second = doors
    async with AsyncExitStack() as stack:
        alice = await stack.enter_async_context(at(first, ALICE))
        bobs = [await stack.enter_async_context(at(second, BOB)) for _ in range(20)]
        await eventually(lambda: second.value("gateway_uplink_members") == 20)
        before = second.value("gateway_uplink_bytes_total")
        await alice.acked(await alice.op("chat", content="x" * 4_000))
        for bob in bobs:
            await bob.until(lambda bob=bob: bob.chats() == ["x" * 4_000])  # type: ignore[misc]
        assert second.value("gateway_uplink_bytes_total") - before < 2 * 4_000 + 4_000


async def test_everyone_but_the_speaker_hears_a_voice_once(doors: tuple[Entrance, Entrance]) -> None:
    first, second = doors
    async with at(first, ALICE) as alice, at(first, BOB) as near, at(second, BOB) as far:
        for number in range(3):
            await speak(alice, number)
        for bob in (near, far):
            await bob.until(lambda bob=bob: len(heard(bob)) == 3)  # type: ignore[misc]
            assert story(bob) == [(alice.welcome["sid"], 1, True), 1, 1, 1]
        await alice.acked(await alice.op("chat", content="after"))
        await alice.until(lambda: alice.chats() == ["after"])
        assert heard(alice) == []


async def test_a_slow_client_learns_what_it_was_not_sent_and_costs_the_others_nothing(
    doors: tuple[Entrance, Entrance],
) -> None:
    door = doors[0]
    async with at(door, ALICE) as alice, at(door, BOB) as bob, at(door, BOB) as slow:
        slow.connection.transport.pause_reading()
        number = 0
        while not door.value("gateway_uplink_left_out_total"):
            await speak(alice, number, PCM16, bytes(8_000))
            number += 1
            await bob.until(lambda number=number: len(heard(bob)) >= number - 5)  # type: ignore[misc]
        await bob.until(lambda: len(heard(bob)) == number)
        cid = await alice.op("chat", content="it lasts")
        await alice.acked(cid)
        slow.connection.transport.resume_reading()
        await slow.until(lambda: slow.chats() == ["it lasts"])
        for late in (number, number + 1):
            await speak(alice, late, PCM16, PACKET)
        await slow.until(lambda: heard(slow)[-1].number == number + 1)
        await bob.until(lambda: len(heard(bob)) == number + 2)
        *before, flagged, last = heard(slow)
        assert (flagged.number, flagged.flags, last.flags) == (number, audio.DISCONTINUITY, 0)
        assert len(before) < number
        assert not any(one.flags for one in (*before, *heard(bob)))
        assert voices_told(slow) == [(ALICE.id, True)]


async def test_a_stalled_client_is_let_go_and_costs_the_others_nothing(doors: tuple[Entrance, Entrance]) -> None:
    door = doors[0]
    async with at(door, ALICE) as alice, at(door, BOB) as stalled:
        stalled.connection.transport.pause_reading()
        async with at(door, BOB) as bob:
            for number in range(1_500):
                await alice.op("chat", content=f"{number} {'x' * 1_500}")
                await alice.until(lambda number=number: len(alice.acks) > number - 50)  # type: ignore[misc]
            await bob.until(lambda: len(bob.chats()) == 1_500)
            await eventually(lambda: door.value("gateway_uplink_members") == 2)
            await bob.told("pres", count=2)
        stalled.connection.transport.abort()


async def test_who_is_sent_away_is_told_why(here: Node, doors: tuple[Entrance, Entrance]) -> None:
    door = doors[0]
    async with at(door, ALICE) as alice:
        async with at(door, BOB, client="tab") as old, at(door, BOB, client="tab"):
            assert await old.closed() == 4409
        async with at(door, BOB) as bob:
            await bob.connection.send("x" * 40_000)
            assert await bob.closed() == 4012
        async with at(door, BOB) as bob:
            door.end_session(BOB)
            assert await bob.closed() == 4401
        async with at(doors[1], BOB) as bob:
            await alice.send("remove", cid="out", uid=BOB.id)
            assert await bob.closed() == 4403
        async with connect(door.url(CHARLIE), subprotocols=[SUBPROTOCOL]) as uninvited:
            await uninvited.send('{"type": "hello"}')
            assert await Client(uninvited).closed() == 4403
        await here.rooms.close()
        assert await alice.closed() == 4012


async def test_who_goes_is_gone_from_the_room_and_their_voice_has_ended(doors: tuple[Entrance, Entrance]) -> None:
    first, second = doors
    async with at(second, BOB) as bob:
        async with at(first, ALICE) as alice:
            await speak(alice)
            await bob.until(lambda: heard(bob))
        await bob.until(lambda: voices_told(bob) == [(ALICE.id, True), (ALICE.id, False)])
        await bob.told("pres", count=1)


async def test_when_a_node_is_killed_everyone_comes_back_and_nothing_is_lost_or_doubled(
    db: Store, redis_url: str, room: schemas.Room, tmp_path: Path
) -> None:
    node = NodeProcess(db, redis_url, tmp_path)
    await node.start()
    await node.is_listening()
    async with entrance(room.id, lambda: node.url, tmp_path) as door:
        async with at(door, ALICE) as alice, at(door, BOB, client="b") as bob:
            for number in range(20):
                await alice.acked(await alice.op("chat", content=f"m{number}"))
            await bob.until(lambda: len(bob.chats()) == 20)
            await node.end(signal.SIGKILL)
            assert [await alice.closed(), await bob.closed()] == [4012, 4012]
        await node.start()
        await node.is_listening()
        seen = {"ep": bob.welcome["ep"], "last": bob.seq, "client": "b"}
        async with enter(door.url(BOB), room.id, BOB, seen, bob.events) as again:
            await again.acked(await again.op("chat", content="after"))
            await again.until(lambda: again.chats() == [*(f"m{number}" for number in range(20)), "after"])
        assert door.value("gateway_uplinks") == 1
    await node.end(signal.SIGTERM)


async def test_a_gateway_that_a_node_takes_no_uplink_of_connects_one_by_one(
    here: Node, room: schemas.Room, tmp_path: Path
) -> None:
    async with (
        entrance(room.id, lambda: here.url, tmp_path, "another secret altogether, as long as it takes") as door,
        at(door, ALICE) as alice,
        at(door, BOB) as bob,
    ):
        await alice.op("chat", content="hello")
        await bob.until(lambda: bob.chats() == ["hello"])
        assert door.value("gateway_uplinks") == 0
