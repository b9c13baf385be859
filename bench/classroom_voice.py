"""What one voice costs a classroom node: 60 ms of Opus at 24 kbit/s a frame, one speaker, many listeners.

    python bench/classroom_voice.py [--listeners 200 1000] [--seconds 10] [--rounds 3]

While it runs a lesson goes on, so what is spoken is recorded too. The time to a listener is that from the speaker's
write to the listener's read, so it holds the generator's own waiting, which has the same machine. Where both waited for
cores that others had (0 on a quiet machine, seconds a second), the times say more of those than of the node.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import time
from dataclasses import dataclass

import uvloop
from accounting import cpu_seconds, waited_seconds
from room import TEACHER, Listener, enter, node, say

from classroom.domain import audio
from classroom.domain.audio import OPUS, Frame

FRAME_SECONDS = 0.06
PACKET = b"\x78" + bytes(59)
"""20 ms of Opus at 24 kbit/s, as long as real ones."""
VERSION = bytes((audio.VERSION,))
"""What a frame of audio begins with, and no other."""
COLUMNS = (
    "listeners",
    "frames",
    "delivered",
    "node, cores",
    "generator, cores",
    "waited for cores",
    "node, µs a delivery",
    "p50 ms",
    "p99 ms",
)
LAST_SECONDS = 5.0
"""How long frames may be under way before they count as lost."""


@dataclass
class Result:
    """What one round cost."""

    listeners: int
    sent: int
    waits: list[float]
    seconds: float
    node_cpu: float
    own_cpu: float
    waited: float

    def row(self) -> str:
        """Its line of the table."""
        ordered = sorted(self.waits) or [0.0]
        half, most = ordered[len(ordered) // 2] * 1000, ordered[int(len(ordered) * 0.99)] * 1000
        share = 100 * len(self.waits) / (self.sent * self.listeners)
        each = 1e6 * self.node_cpu / max(len(self.waits), 1)
        cores = " | ".join(f"{one / self.seconds:.2f}" for one in (self.node_cpu, self.own_cpu, self.waited))
        return f"| {self.listeners} | {self.sent} | {share:.2f} % | {cores} | {each:.1f} | {half:.1f} | {most:.1f} |"


async def measure(port: int, pid: int, listeners: int, seconds: float) -> Result:
    """Fill the room, and speak."""
    room = [await enter(port, number) for number in range(2, listeners + 2)]
    speaker = await enter(port, TEACHER)
    sent: list[float] = []
    waits: list[float] = []
    for one in room:
        one.on_frame = lambda payload: hear(payload, sent, waits)
    await asyncio.sleep(2)
    cpu, own, waited, began = cpu_seconds(pid), time.process_time(), _waited(pid), time.perf_counter()
    await speak(speaker, sent, int(seconds / FRAME_SECONDS))
    took = time.perf_counter() - began
    limit = time.perf_counter() + LAST_SECONDS
    while len(waits) < len(sent) * listeners and time.perf_counter() < limit:
        await asyncio.sleep(0.01)
    cpu, own, waited = cpu_seconds(pid) - cpu, time.process_time() - own, _waited(pid) - waited
    for one in (speaker, *room):
        one.transport.abort()
    return Result(listeners, len(sent), waits, took, cpu, own, waited)


def _waited(pid: int) -> float:
    """What both sides together waited for a core that others had."""
    return waited_seconds(pid) + waited_seconds(os.getpid())


async def speak(speaker: Listener, sent: list[float], count: int) -> None:
    """Frames at their times, however late the one before was."""
    began = time.perf_counter()
    for number in range(count):
        await asyncio.sleep(max(0.0, began + number * FRAME_SECONDS - time.perf_counter()))
        sent.append(time.perf_counter())
        speaker.speak(audio.write(Frame(OPUS, 0, 0, 0, number, number * 2880, (PACKET,) * 3)))


def hear(payload: bytes, sent: list[float], waits: list[float]) -> None:
    if payload[:1] == VERSION:
        waits.append(time.perf_counter() - sent[audio.HEADER.unpack_from(payload)[6]])


def main() -> None:
    """Start a node for each round, measure, stop it."""
    parser = argparse.ArgumentParser(description="Measure what a voice costs.")
    parser.add_argument("--listeners", type=int, nargs="+", default=[200, 1000])
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    wanted = parser.parse_args()
    say(f"{os.cpu_count()} cores, {1 / FRAME_SECONDS:.1f} frames a second, {wanted.seconds:g} s a round")
    say(f"| {' | '.join(COLUMNS)} |\n|{' --- |' * len(COLUMNS)}")
    for listeners in wanted.listeners:
        for _ in range(wanted.rounds):
            with node(listeners) as (port, pid):
                say(uvloop.run(measure(port, pid, listeners, wanted.seconds)).row())


if __name__ == "__main__":
    main()
