"""Gateways inside a test, before its nodes."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chassis.call import Actor
from gateway.settings import GatewaySettings
from gateway.testing.door import Door, door
from services.classroom.tests.sockets import SECRET, pass_for

_numbers = itertools.count()


@dataclass
class Entrance:
    """A gateway, and the way to a room through it."""

    door: Door
    room_id: int

    def url(self, who: Actor) -> str:
        """Where somebody comes in."""
        return self.door.url("any", f"ticket={who.id}")

    def value(self, name: str) -> float:
        """What one of its metrics says, all its labels together."""
        lines = self.door.gateway.metrics.text().decode().splitlines()
        return sum(float(line.rpartition(" ")[2]) for line in lines if line.partition("{")[0].split(" ")[0] == name)

    def end_session(self, who: Actor) -> None:
        """Somebody signs out elsewhere."""
        self.door.bus.emit("registry.sessions_ended", {"user_id": who.id, "session_ids": None})


@asynccontextmanager
async def entrance(
    room_id: int, node_url: Callable[[], str], directory: Path, secret: str = SECRET
) -> AsyncIterator[Entrance]:
    """A gateway that leads everybody to one room, wherever its node is by then."""

    def admit(path: dict[str, str], ticket: str | None) -> dict[str, Any]:
        who = Actor(int(ticket or 0), "student", 7)
        return {"url": node_url(), "headers": pass_for(room_id, who), "actor_id": who.id, "session_id": 7}

    own = directory / f"gateway-{next(_numbers)}"
    settings = GatewaySettings(
        _env_file=None,
        contracts_cache=own / "contracts.json",
        spa_dir=own,
        storage_url=f"file:{own / 'storage'}",
        secret_key=secret,
    )
    async with door(settings, admit, lambda token: {}) as opened:
        yield Entrance(opened, room_id)
