"""What is hard on a live room, through gateway and node: a full board, one who does not read, two gateways, a voice.

    python bench/room_troubles.py [--clients 200] [--strokes 5000] [--listeners 1000]

Times are those from the writer's write to a listener's read, or from connecting to the board's last part; they hold the
generator's own waiting, which has the same machine.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections.abc import Callable

import classroom_voice
import orjson
import uvloop
from accounting import resident_kib
from room import TEACHER, Listener, enter, gateway, node, say

MESSAGES, PAUSE_SECONDS = 500, 0.01
VOICE_FRAMES = 100
NEWCOMERS = 20
IN_FLIGHT = 100
PATIENCE_SECONDS = 60.0


async def full_board(port: int, clients: int, strokes: int) -> None:
    """Draw, then come one by one and wait for the whole board."""
    teacher = await enter(port, TEACHER)
    acked = 0

    def count(payload: bytes) -> None:
        nonlocal acked
        acked += payload.startswith(b'{"type":"ack"')

    teacher.on_frame = count
    for number in range(strokes):
        points = [[round(0.001 * ((number * 7 + 13 * step) % 1000), 3), 0.002 * (number % 500)] for step in range(12)]
        drawn = {"id": f"s{number}", "page": "1", "points": points, "color": "#1d4ed8", "width": 3}
        teacher.send({"type": "op", "cid": f"c{number}", "k": "stroke", "d": drawn})
        while number - acked > IN_FLIGHT:
            await asyncio.sleep(0.001)
    await _until(lambda: acked == strokes)
    times = [await _seconds_to_the_board(port, clients + 1) for _ in range(NEWCOMERS)]
    tell(f"a board of {strokes} strokes, from connecting to its last part", times)
    teacher.transport.abort()


async def _seconds_to_the_board(port: int, user_id: int) -> float:
    began, size = time.perf_counter(), 0
    whole = asyncio.get_running_loop().create_future()

    def hear(payload: bytes) -> None:
        nonlocal size
        size += len(payload)
        if payload.startswith(b'{"type":"snap"'):
            part = orjson.loads(payload)
            if part["i"] == part["n"] - 1 and not whole.done():
                whole.set_result(time.perf_counter() - began)

    loop = asyncio.get_running_loop()

    def newcomer() -> Listener:
        listener = Listener(user_id)
        listener.on_frame = hear
        return listener

    _, listener = await loop.create_connection(newcomer, "127.0.0.1", port)
    took = await asyncio.wait_for(whole, PATIENCE_SECONDS)
    listener.transport.abort()
    return float(took)


async def stalled(port: int, pid: int, clients: int) -> None:
    """Chat without and with somebody who never reads."""
    room = [await enter(port, number) for number in range(2, clients + 2)]
    teacher = await enter(port, TEACHER)
    await asyncio.sleep(1.5)
    for turn in (1, 2):
        tell(f"chat to {clients}, turn {turn}, all read", await chat(teacher, room, f"a{turn} "))
        held = resident_kib(pid)
        lazy = await enter(port, clients + 2, reads=False)
        times = await chat(teacher, room, f"b{turn} ")
        tell(f"chat to {clients}, turn {turn}, one more does not read", times)
        say(f"    the gateway grew by {resident_kib(pid) - held} KiB meanwhile")
        lazy.transport.abort()
    for one in (teacher, *room):
        one.transport.abort()


async def two_gateways(ports: tuple[int, int], clients: int) -> None:
    """One room, half of it at each of two gateways."""
    halves = [[await enter(port, number) for number in range(first, clients + 2, 2)]
              for port, first in zip(ports, (2, 3), strict=True)]  # fmt: skip
    teacher = await enter(ports[0], TEACHER)
    await asyncio.sleep(1.5)
    tell(f"chat to {clients} at two gateways", await chat(teacher, [*halves[0], *halves[1]], "two "))
    for one in (teacher, *halves[0], *halves[1]):
        one.transport.abort()


async def voice(port: int, listeners: int) -> None:
    """One speaks to all."""
    room = [await enter(port, number) for number in range(2, listeners + 2)]
    teacher = await enter(port, TEACHER)
    await asyncio.sleep(1.5)
    sent: list[float] = []
    times: list[float] = []
    for one in room:
        one.on_frame = lambda payload: classroom_voice.hear(payload, sent, times)
    await classroom_voice.speak(teacher, sent, VOICE_FRAMES)
    await _until(lambda: len(times) >= VOICE_FRAMES * len(room))
    tell(f"a voice to {listeners}, {VOICE_FRAMES} frames", times)
    for one in (teacher, *room):
        one.transport.abort()


async def chat(writer: Listener, room: list[Listener], mark: str) -> list[float]:
    """Write messages; how long each took to each listener, in seconds."""
    sent: dict[bytes, float] = {}
    times: list[float] = []
    start = f'"content":"{mark}'.encode()

    def hear(payload: bytes) -> None:
        at = payload.find(start)
        if at >= 0:
            number = payload[at + len(start) :].partition(b" ")[0]
            times.append(time.perf_counter() - sent[number])

    for one in room:
        one.on_frame = hear
    for number in range(MESSAGES):
        sent[str(number).encode()] = time.perf_counter()
        content = {"content": f"{mark}{number} of an ordinary length"}
        writer.send({"type": "op", "cid": f"{mark}{number}", "k": "chat", "d": content})
        await asyncio.sleep(PAUSE_SECONDS)
    await _until(lambda: len(times) >= MESSAGES * len(room))
    if len(times) != MESSAGES * len(room):
        say(f"    {len(times)} of {MESSAGES * len(room)} deliveries")
    return times


def tell(what: str, seconds: list[float]) -> None:
    """Print a line."""
    ordered = sorted(seconds) or [0.0]
    half, most = ordered[len(ordered) // 2] * 1000, ordered[int(len(ordered) * 0.99)] * 1000
    say(f"{what}: p50 {half:.1f} ms, p99 {most:.1f} ms, of {len(ordered)}")


async def _until(condition: Callable[[], bool]) -> None:
    limit = time.perf_counter() + PATIENCE_SECONDS
    while not condition() and time.perf_counter() < limit:
        await asyncio.sleep(0.01)


def main() -> None:
    """A node for each trouble, with its gateways."""
    parser = argparse.ArgumentParser(description="Measure what is hard on a live room.")
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--strokes", type=int, default=5000)
    parser.add_argument("--listeners", type=int, default=1000)
    wanted = parser.parse_args()
    with node(wanted.clients) as (node_port, _), gateway(node_port) as (port, _):
        uvloop.run(full_board(port, wanted.clients, wanted.strokes))
    with node(wanted.clients + 2) as (node_port, _), gateway(node_port) as (port, pid):
        uvloop.run(stalled(port, pid, wanted.clients))
    with node(wanted.clients) as (node_port, _), gateway(node_port) as (first, _), gateway(node_port) as (second, _):
        uvloop.run(two_gateways((first, second), wanted.clients))
    with node(wanted.listeners) as (node_port, _), gateway(node_port) as (port, _):
        uvloop.run(voice(port, wanted.listeners))


if __name__ == "__main__":
    main()
