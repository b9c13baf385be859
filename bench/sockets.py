"""What live rooms cost a whole system, beside any others that speak the plain dialect of sockets.

    python bench/sockets.py --system NAME URL PIDS [--system NAME URL PIDS …] [--listeners 200] [--seconds 8]

A teacher writes and speaks in a room full of people who listen; PIDS as in `bench/rest.py`. The systems take turns.
"""

from __future__ import annotations

import argparse
import asyncio
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import accounting
import httpx
import rest
import uvloop
from rest import System, say
from socket_client import Socket

AT_ONCE = 16
PATIENCE = 20.0
AUDIO_CHARACTERS = 3416
"""80 ms of 16 kHz mono, in base64."""
MARK = b"mark"


@dataclass
class Heard:
    """What listeners got: when each frame was sent, and how long it took to each of them."""

    sent: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)

    def take(self, payload: bytes) -> None:
        """A frame came to somebody."""
        at = payload.find(MARK)
        if at >= 0:
            self.waits.append(time.perf_counter() - self.sent[int(payload[at + 4 : at + 10])])


def chat(number: int) -> dict[str, object]:
    """A message."""
    return {"type": "chat", "message": f"{MARK.decode()}{number:06d} of an ordinary length, as people write"}


def audio(number: int) -> dict[str, object]:
    """A piece of voice."""
    return {"type": "audio", "data": f"{MARK.decode()}{number:06d}".ljust(AUDIO_CHARACTERS, "A")}


Make = Callable[[int], dict[str, object]]
KINDS: dict[str, tuple[Make, float]] = {"chat, 20/s": (chat, 20.0), "voice, 12.5/s": (audio, 12.5)}


def open_room(system: System) -> str:
    """A room of the school's teacher with all its students in it; the path of its socket."""
    name = f"room-{secrets.token_hex(4)}"
    with httpx.Client(base_url=system.url, timeout=60, trust_env=False) as api:

        def ask(token: str, verb: str, path: str, **body: object) -> dict[str, int]:
            answer = api.request(verb, path, headers={"Authorization": f"Token {token}"}, json=body or None)
            found: dict[str, int] = answer.raise_for_status().json()
            return found

        people = [ask(token, "GET", "/api/auth/me/")["id"] for token in system.school.students]
        ask(system.school.teacher, "POST", "/api/classrooms/", name=name, participants=people)
    return f"/ws/classroom/{name}/"


async def enter(system: System, path: str, token: str) -> Socket:
    """Somebody in the room."""
    place = urlsplit(system.url)
    loop = asyncio.get_running_loop()
    _, one = await loop.create_connection(lambda: Socket(f"{path}?token={token}"), place.hostname, place.port)
    await one.opened
    return one


async def fill(system: System, listeners: int) -> tuple[Socket, list[Socket]]:
    """The teacher, and so many sockets of students."""
    path, tokens = open_room(system), system.school.students
    room: list[Socket] = []
    for first in range(0, listeners, AT_ONCE):
        numbers = range(first, min(first + AT_ONCE, listeners))
        room += await asyncio.gather(*(enter(system, path, tokens[number % len(tokens)]) for number in numbers))
    teacher = await enter(system, path, system.school.teacher)
    await asyncio.sleep(2)
    return teacher, room


async def measure(system: System, make: Make, rate: float, listeners: int, seconds: float) -> tuple[Heard, float]:
    """Send at a rate, and wait for all to arrive; what was heard, and the CPU seconds of the system."""
    teacher, room = await fill(system, listeners)
    heard = Heard()
    for one in room:
        one.on_frame = heard.take
    before, began = accounting.total_cpu_seconds(system.pids), time.perf_counter()
    for number in range(int(rate * seconds)):
        await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
        heard.sent.append(time.perf_counter())
        teacher.send(make(number))
    limit = time.perf_counter() + PATIENCE
    while len(heard.waits) < len(heard.sent) * listeners and time.perf_counter() < limit:
        await asyncio.sleep(0.05)
    spent = accounting.total_cpu_seconds(system.pids) - before
    for one in (teacher, *room):
        one.transport.abort()
    await asyncio.sleep(1)
    return heard, spent


async def compare(systems: list[System], listeners: int, seconds: float) -> None:
    """Print a table: each kind of frame on each system, and what the first does for each delivery of the others."""
    say(f"{listeners} listeners, {seconds:g} s each\n")
    say("| what | system | delivered | a CPU second | p50 ms | p99 ms | ratio |")
    say("| --- | --- | --- | --- | --- | --- | --- |")
    for title, (make, rate) in KINDS.items():
        first = 0.0
        for system in systems:
            heard, spent = await measure(system, make, rate, listeners, seconds)
            ordered = sorted(heard.waits) or [0.0]
            half, most = ordered[len(ordered) // 2] * 1000, ordered[int(len(ordered) * 0.99)] * 1000
            each = len(heard.waits) / max(spent, 0.01)
            first = first or each
            share = f"{len(heard.waits) / (len(heard.sent) * listeners):.1%}"
            ratio = f"{first / max(each, 0.01):.1f}"
            say(f"| {title} | {system.name} | {share} | {each:,.0f} | {half:.1f} | {most:.1f} | {ratio} |")


def main() -> None:
    """Make a school in each system, then measure."""
    parser = argparse.ArgumentParser(description="Compare live rooms of systems that speak the plain dialect.")
    parser.add_argument("--system", nargs=3, action="append", required=True, metavar=("NAME", "URL", "PIDS"))
    parser.add_argument("--listeners", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=8)
    wanted = parser.parse_args()
    uvloop.run(compare([rest.system(*words) for words in wanted.system], wanted.listeners, wanted.seconds))


if __name__ == "__main__":
    main()
