"""Voices: whose they are is known before they are heard, to everyone; they end; nobody slow costs others anything."""

from __future__ import annotations

import base64
from contextlib import suppress
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed

from chassis.database import Store
from classroom import schemas
from classroom.domain import audio
from classroom.domain.audio import OPUS, PCM16, Frame
from classroom.node import voices
from classroom.node.own_socket import OwnSocket
from services.classroom.tests.conftest import ALICE, BOB
from services.classroom.tests.sockets import Client, Node, enter, enter_plain, node
from services.classroom.tests.voice import PACKET, heard, speak, speaking, story, voices_told

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that is busy for a moment is no silence."""
    monkeypatch.setattr(voices, "SILENCE", 60.0)


async def peer_of(here: Node, room: schemas.Room, client: Client) -> OwnSocket:
    """A client's socket, as the node sees it."""
    peer = (await here.rooms.open(room.id)).room.peers[client.welcome["sid"]]
    assert isinstance(peer, OwnSocket)
    return peer


def caps_told(client: Client, user_id: int) -> list[str]:
    """Somebody's rights as presence tells them."""
    told = [person for one in client.others if isinstance(one, dict) for person in one.get("join", ())]
    return [cap for person in told if person["uid"] == user_id for cap in person["caps"]]


async def test_whose_a_voice_is_comes_before_it_and_its_end_after(
    here: Node, room: schemas.Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(voices, "SILENCE", 0.3)
    async with enter(here.url, room.id, ALICE) as alice, enter(here.url, room.id, BOB) as bob:
        sid = alice.welcome["sid"]
        await speak(alice)
        await bob.until(lambda: len(voices_told(bob)) == 2)
        await speak(alice, 1)
        await bob.until(lambda: len(voices_told(bob)) == 4)
        assert story(bob) == [(sid, 1, True), 1, (sid, 1, False)] * 2
        await alice.until(lambda: len(voices_told(alice)) == 4)
        assert story(alice) == [(sid, 1, True), (sid, 1, False)] * 2


async def test_a_frame_is_stamped_and_otherwise_as_it_was_sent(here: Node, room: schemas.Room) -> None:
    async with enter(here.url, room.id, ALICE) as alice, enter(here.url, room.id, BOB) as bob:
        sent = Frame(OPUS, audio.DISCONTINUITY, 9, 9, 7, 2**40, (PACKET, PACKET))
        await alice.connection.send(audio.write(sent))
        await bob.until(lambda: heard(bob))
        assert heard(bob) == [Frame(OPUS, audio.DISCONTINUITY, 1, alice.welcome["ep"], 7, 2**40, (PACKET, PACKET))]
        await alice.connection.send(b"nonsense")
        await alice.told("err", code="bad_audio")


async def test_who_comes_late_is_told_who_speaks(here: Node, room: schemas.Room) -> None:
    async with enter(here.url, room.id, ALICE) as alice, speaking(alice):
        await alice.told("eph", k="voice")
        async with enter(here.url, room.id, BOB) as bob:
            assert bob.welcome["voices"] == [{"uid": ALICE.id, "sid": alice.welcome["sid"], "stream": 1}]
            await bob.until(lambda: heard(bob))
            assert [type(one) for one in bob.others[:1]] == [dict]
            assert {one.stream for one in heard(bob)} == {1}


@pytest.mark.parametrize(
    ("kind", "fields"), [("grant", {"caps": {"speak": False}}), ("mute", {"on": True}), ("remove", {})]
)
async def test_who_may_not_speak_any_more_is_not_heard_any_more(
    here: Node, room: schemas.Room, kind: str, fields: dict[str, Any]
) -> None:
    async with enter(here.url, room.id, ALICE) as alice, enter(here.url, room.id, BOB) as bob:
        await speak(bob)
        await bob.told("err", code="not_allowed")
        await alice.send("grant", cid="give", uid=BOB.id, caps={"speak": True})
        await bob.told("caps", caps=["chat", "draw", "speak"])
        with suppress(ConnectionClosed):
            async with speaking(bob):
                await alice.until(lambda: heard(alice))
                await alice.send(kind, cid="take", uid=BOB.id, **fields)
                await alice.until(lambda: len(voices_told(alice)) == 2)
        assert story(alice)[-1] == (bob.welcome["sid"], 1, False)
        if kind == "remove":
            assert await bob.closed() == 4403
        else:
            bob.others.clear()
            await speak(bob)
            await bob.told("err", code="not_allowed")
        assert voices_told(alice) == [(BOB.id, True), (BOB.id, False)]


async def test_who_leaves_does_not_speak_any_more_and_comes_back_as_another_voice(
    here: Node, room: schemas.Room
) -> None:
    async with enter(here.url, room.id, BOB) as bob:
        for stream in (1, 2):
            async with enter(here.url, room.id, ALICE) as alice:
                await speak(alice)
                await bob.until(lambda stream=stream: story(bob)[-1:] == [stream])  # type: ignore[misc]
            await bob.until(lambda stream=stream: len(voices_told(bob)) == 2 * stream)  # type: ignore[misc]
        assert [one for one in story(bob) if isinstance(one, int)] == [1, 2]


async def test_a_slow_listener_learns_what_it_was_not_sent_and_costs_the_others_nothing(
    here: Node, room: schemas.Room
) -> None:
    long_packet = bytes(8_000)
    async with (
        enter(here.url, room.id, ALICE) as alice,
        enter(here.url, room.id, BOB) as bob,
        enter(here.url, room.id, BOB) as slow,
    ):
        peer = await peer_of(here, room, slow)
        slow.connection.transport.pause_reading()
        number = 0
        while not peer.outflow.has_missed:
            await speak(alice, number, PCM16, long_packet)
            number += 1
            await bob.until(lambda number=number: len(heard(bob)) >= number - 5)  # type: ignore[misc]
        async with enter(here.url, room.id, ALICE) as also:
            await speak(also)
            await bob.until(lambda: len(voices_told(bob)) == 2)
        await bob.until(lambda: len(voices_told(bob)) == 3)
        slow.connection.transport.resume_reading()
        await slow.until(lambda: peer.connection.transport.get_write_buffer_size() == 0)
        for late in (number, number + 1):
            await speak(alice, late, PCM16, PACKET)
        await bob.until(lambda: len(heard(bob)) == number + 3)
        await slow.until(lambda: heard(slow)[-1:] and heard(slow)[-1].number == number + 1)
        assert [one.number for one in heard(bob) if one.stream == 1] == list(range(number + 2))
        assert not any(one.flags for one in heard(bob))
        *before, flagged, last = [one for one in heard(slow) if one.stream == 1]
        assert (flagged.number, flagged.flags, last.number, last.flags) == (number, audio.DISCONTINUITY, number + 1, 0)
        assert len(before) < number
        assert not any(one.flags for one in before)
        assert voices_told(slow) == voices_told(bob) == [(ALICE.id, True), (ALICE.id, True), (ALICE.id, False)]


async def test_a_voice_that_is_too_fast_is_slowed_down_and_then_ended(
    db: Store, redis_url: str, room: schemas.Room
) -> None:
    async with node(db, redis_url, is_limited=True) as limited, enter(limited.url, room.id, ALICE) as alice:
        with suppress(ConnectionClosed):
            for number in range(2_000):
                await speak(alice, number)
        assert (await alice.told("err", code="too_fast"))["retry_ms"] > 0
        assert await alice.closed() == 4429


async def test_plain_clients_speak_with_everyone_and_hear_pcm(here: Node, room: schemas.Room) -> None:
    samples = b"\x01\x00" * 320
    async with enter(here.url, room.id, ALICE) as alice, enter_plain(here.url, room.id, BOB) as bob:
        await bob.send("audio", data=base64.b64encode(samples).decode())
        await bob.told("err", code="not_allowed")
        await alice.send("grant", cid="g", uid=BOB.id, caps={"speak": True})
        await alice.until(lambda: "speak" in caps_told(alice, BOB.id))
        await bob.send("audio", data=base64.b64encode(samples).decode())
        await alice.until(lambda: heard(alice))
        assert heard(alice) == [Frame(PCM16, 0, 1, alice.welcome["ep"], 0, 0, (samples,))]
        assert voices_told(alice) == [(BOB.id, True)]
        await speak(alice)  # Opus, which they cannot play
        await speak(alice, 1, PCM16, samples)
        told = await bob.told("audio")
        assert base64.b64decode(told["data"]) == samples
        assert (told["sender"], told["sender_name"]) == (ALICE.id, f"Person {ALICE.id}")
        assert len([one for one in bob.others if one["type"] == "audio"]) == 1
