"""Speaking and listening in a test."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from websockets.exceptions import ConnectionClosed

from classroom.domain import audio
from classroom.domain.audio import OPUS, Frame
from services.classroom.tests.sockets import Client

PACKET = b"\x78abc"


async def speak(client: Client, number: int = 0, kind: int = OPUS, packet: bytes = PACKET) -> None:
    """Say 20 ms."""
    await client.connection.send(audio.write(Frame(kind, 0, 0, 0, number, number * 960, (packet,))))


@asynccontextmanager
async def speaking(client: Client) -> AsyncIterator[None]:
    """Somebody who goes on speaking meanwhile."""

    async def talk() -> None:
        for number in range(100_000):
            await speak(client, number)
            await asyncio.sleep(0.02)

    task = asyncio.create_task(talk())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError, ConnectionClosed):
            await task


def heard(client: Client) -> list[Frame]:
    """What somebody has heard."""
    return [audio.read(one) for one in client.others if isinstance(one, bytes)]


def raw(client: Client) -> list[bytes]:
    """The same, as it came."""
    return [one for one in client.others if isinstance(one, bytes)]


def voices_told(client: Client) -> list[tuple[int, bool]]:
    """Who began and ended to speak, as far as somebody was told."""
    told = [one for one in client.others if isinstance(one, dict) and one.get("k") == "voice"]
    return [(one["uid"], one["d"]["on"]) for one in told]


def story(client: Client) -> list[Any]:
    """Voices and frames in the order in which they came: a frame is its stream."""
    told: list[Any] = []
    for one in client.others:
        if isinstance(one, bytes):
            told.append(audio.read(one).stream)
        elif one.get("k") == "voice":
            told.append((one["sid"], one["d"]["stream"], one["d"]["on"]))
    return told
