"""What a live room costs through gateway and node together, over an uplink and one by one.

    python bench/live_room.py [--clients 200 1000] [--ways uplink one-by-one]

Chat at 100 messages a second and as fast as it goes, then a voice of 16.7 frames a second to all, then all leave and
come back at once. CPU time is the processes' own; times hold the generator's waiting for cores.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

import orjson
import uvloop
from accounting import cpu_seconds, resident_kib
from classroom_voice import FRAME_SECONDS, PACKET, VERSION
from room import TEACHER, Listener, enter, gateway, node, say

from classroom.domain import audio
from classroom.domain.audio import OPUS, Frame

COLUMNS = (
    "way", "clients", "what", "deliveries", "delivered", "gateway, µs each", "node, µs each", "together",
    "a core second", "ack p50 ms", "ack p99 ms",
)  # fmt: skip
MESSAGES = 300
VOICE_FRAMES = 150
AT_ONCE = 32
PATIENCE = 30.0


@dataclass
class Place:
    """A room to measure: where to enter it, and the processes to charge, the gateway's and the node's."""

    way: str
    port: int
    pids: tuple[int, int]
    clients: int

    def spent(self) -> tuple[float, float]:
        """Their CPU time so far."""
        return cpu_seconds(self.pids[0]), cpu_seconds(self.pids[1])

    def tell(self, what: str, got: int, wanted: int, before: tuple[float, float], acks: list[float]) -> None:
        """Print a line."""
        spent = [now - then for now, then in zip(self.spent(), before, strict=True)]
        each = [1e6 * one / max(got, 1) for one in spent]
        acks = sorted(acks) or [0.0]
        half, most = acks[len(acks) // 2] * 1000, acks[int(len(acks) * 0.99)] * 1000
        cells = (
            self.way, self.clients, what, wanted, f"{100 * got / wanted:.2f} %", f"{each[0]:.1f}", f"{each[1]:.1f}",
            f"{sum(each):.1f}", f"{got / max(sum(spent), 0.01):,.0f}", f"{half:.1f}", f"{most:.1f}",
        )  # fmt: skip
        say(f"| {' | '.join(map(str, cells))} |")


async def measure(place: Place) -> None:
    """Fill the room; write, speak, leave and come back."""
    before_joining = resident_kib(place.pids[0])
    room: list[Listener] = []
    for first in range(2, place.clients + 2, AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, place.clients + 2))
        room += await asyncio.gather(*(enter(place.port, number) for number in numbers))
    writer = await enter(place.port, TEACHER)
    await asyncio.sleep(2)
    each = (resident_kib(place.pids[0]) - before_joining) / place.clients
    say(f"{place.way}: {each:.1f} KiB a connection at the gateway")
    await chat(place, "chat, 100/s", room, writer, 0.01)
    await chat(place, "chat, at once", room, writer, 0.0)
    await voice(place, room, writer)
    for one in room:
        one.transport.abort()
    await asyncio.sleep(1)
    began, before = time.perf_counter(), place.spent()
    room = list(await asyncio.gather(*(enter(place.port, number) for number in range(2, place.clients + 2))))
    took, after = time.perf_counter() - began, place.spent()
    spent = [now - then for now, then in zip(after, before, strict=True)]
    say(f"{place.way}: {place.clients} came back in {took:.2f} s; gateway {spent[0]:.2f} s, node {spent[1]:.2f} s CPU")
    for one in (writer, *room):
        one.transport.abort()


async def chat(place: Place, what: str, room: list[Listener], writer: Listener, pause: float) -> None:
    """Write messages, and count who got them and when they were acknowledged."""
    sent: dict[str, float] = {}
    acks: list[float] = []
    got = 0

    def heard(payload: bytes) -> None:
        nonlocal got
        got += payload.startswith(b'{"type":"ev"')

    def acked(payload: bytes) -> None:
        if payload.startswith(b'{"type":"ack"'):
            acks.append(time.perf_counter() - sent[orjson.loads(payload)["cid"]])

    _listen(room, heard)
    writer.on_frame = acked
    before = place.spent()
    for number in range(MESSAGES):
        cid = f"{what}{number}"
        sent[cid] = time.perf_counter()
        content = {"content": f"message {number}, of an ordinary length"}
        writer.send({"type": "op", "cid": cid, "k": "chat", "d": content})
        await asyncio.sleep(pause)
    await _until(lambda: got >= MESSAGES * len(room) and len(acks) == MESSAGES)
    place.tell(what, got, MESSAGES * len(room), before, acks)


async def voice(place: Place, room: list[Listener], speaker: Listener) -> None:
    """Speak, and count who heard it."""
    got = 0

    def heard(payload: bytes) -> None:
        nonlocal got
        got += payload[:1] == VERSION

    _listen(room, heard)
    before, began = place.spent(), time.perf_counter()
    for number in range(VOICE_FRAMES):
        await asyncio.sleep(max(0.0, began + number * FRAME_SECONDS - time.perf_counter()))
        speaker.speak(audio.write(Frame(OPUS, 0, 0, 0, number, number * 2880, (PACKET,) * 3)))
    await _until(lambda: got >= VOICE_FRAMES * len(room))
    place.tell("voice, 16.7/s", got, VOICE_FRAMES * len(room), before, [])


def _listen(room: list[Listener], heard: Callable[[bytes], None]) -> None:
    for one in room:
        one.on_frame = heard


async def _until(condition: Callable[[], bool]) -> None:
    limit = time.perf_counter() + PATIENCE
    while not condition() and time.perf_counter() < limit:
        await asyncio.sleep(0.01)


def main() -> None:
    """Start a node and a gateway for each round, measure, stop them."""
    parser = argparse.ArgumentParser(description="Measure a live room through gateway and node.")
    parser.add_argument("--clients", type=int, nargs="+", default=[200, 1000])
    parser.add_argument("--ways", nargs="+", choices=["uplink", "one-by-one"], default=["one-by-one", "uplink"])
    wanted = parser.parse_args()
    say(f"| {' | '.join(COLUMNS)} |\n|{' --- |' * len(COLUMNS)}")
    for clients in wanted.clients:
        for way in wanted.ways:
            with node(clients) as (node_port, node_pid), gateway(node_port, way == "uplink") as (port, pid):
                uvloop.run(measure(Place(way, port, (pid, node_pid), clients)))


if __name__ == "__main__":
    main()
