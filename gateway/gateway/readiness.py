"""Whether the gateway can serve: the broker, Redis, and every service it knows of, asked at the same time."""

from __future__ import annotations

import asyncio
import uuid
from typing import Any

from chassis.errors import ServiceError
from gateway.contracts import Contract
from gateway.directory import Directory
from gateway.fanout import Fanout
from gateway.rpc import Bus, Context, RemoteFailure

PATIENCE = 1.0


class Readiness:
    """Asks around. Redis is told of but not needed: without it everything but live events works."""

    def __init__(self, broker: Bus, directory: Directory, fanout: Fanout) -> None:
        self._broker = broker
        self._directory = directory
        self._fanout = fanout

    async def report(self) -> dict[str, Any]:
        """`{ready, broker, redis, services: {name: {state, version}}}`; a state is `up`, `down` or `unready`."""
        contracts = list(self._directory.catalogue.contracts.values())
        redis, *states = await asyncio.gather(self._fanout.alive(), *(self._state(one) for one in contracts))
        services = {
            contract.service: {"state": state, "version": contract.version}
            for contract, state in zip(contracts, states, strict=True)
        }
        ready = self._broker.connected and bool(states) and all(state == "up" for state in states)
        return {
            "ready": ready,
            "broker": "up" if self._broker.connected else "down",
            "redis": "up" if redis else "down",
            "services": dict(sorted(services.items())),
        }

    async def _state(self, contract: Contract) -> str:
        context = Context(request_id=uuid.uuid4().hex)
        try:
            answer = await self._broker.call(contract.service, "health", {}, context, PATIENCE, safe=True)
        except (ServiceError, RemoteFailure):
            return "down"
        return "up" if isinstance(answer, dict) and answer.get("ready") else "unready"
