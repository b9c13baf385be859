"""What services announce about themselves, which of several announcements counts, and a file that outlives them.

It knows the shape of a contract and nothing of what any contract says.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import orjson
import structlog
from pydantic import BaseModel, ConfigDict, Field, ValidationError

log = structlog.get_logger(__name__)


class Resolver(BaseModel):
    """How records of one kind are asked for, and the events after which a record is out of date."""

    method: str
    invalidated_by: str | list[str] = []

    def events(self) -> list[str]:
        """The invalidating events as a list."""
        return [self.invalidated_by] if isinstance(self.invalidated_by, str) else self.invalidated_by


class Authenticator(Resolver):
    """How a token is exchanged for an actor, and the events that end sessions."""


class Guard(BaseModel):
    """How to ask whether somebody may read a stored file."""

    method: str


class Admission(BaseModel):
    """How somebody is admitted to a WebSocket, and told where it is."""

    method: str


class Fragment(BaseModel):
    """A service's part of the OpenAPI document."""

    paths: dict[str, dict[str, Any]] = {}
    components: dict[str, dict[str, Any]] = {}
    tags: list[dict[str, Any]] = []


class Contract(BaseModel):
    """All that a service announces. `revision` is a hash of the rest."""

    model_config = ConfigDict(frozen=True)

    service: str = Field(pattern=r"^[a-z][a-z0-9_-]*$", max_length=64)
    version: str
    revision: str = ""
    openapi: Fragment = Fragment()
    resolvers: dict[str, Resolver] = {}
    authenticator: Authenticator | None = None
    sockets: dict[str, Admission] = {}
    guards: dict[str, Guard] = {}

    def rank(self) -> tuple[int, ...]:
        """The version as numbers, for comparison; a pre-release counts as its release."""
        numbers = re.match(r"(\d+)\.(\d+)\.(\d+)", self.version)
        return tuple(int(number) for number in numbers.groups()) if numbers else (0, 0, 0)


class Contracts:
    """The contract that counts for each service.

    Of several versions announced by running services the highest counts, and the latest of the same version. One
    that is only remembered, from the file or from before the connection was lost, yields to any announcement: a
    service that was rolled back is believed.
    """

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._announced: set[str] = set()
        self.known: dict[str, Contract] = {}

    def offer(self, body: bytes) -> bool:
        """Take an announcement; whether anything changed. One that cannot be read is logged and left out."""
        try:
            contract = Contract.model_validate_json(body)
        except ValidationError as error:
            log.warning("contract_unreadable", errors=error.error_count(), first=str(error.errors()[0]["loc"]))
            return False
        current = self.known.get(contract.service)
        if current and contract.service in self._announced and contract.rank() < current.rank():
            return False
        self._announced.add(contract.service)
        self.known[contract.service] = contract
        return contract != current

    def remember(self) -> None:
        """The connection is lost: what is known is from now on only remembered."""
        self._announced.clear()

    def doubt(self, service: str) -> None:
        """What is known of one service turned out to be wrong: it is from now on only remembered."""
        self._announced.discard(service)

    def is_announced(self, service: str) -> bool:
        """Whether what is known of a service comes from an announcement that still counts."""
        return service in self._announced

    def load(self) -> None:
        """Read the file, if there is one that can be read."""
        try:
            stored = orjson.loads(self._cache.read_bytes())
            contracts = [Contract.model_validate(one) for one in stored]
        except FileNotFoundError:
            return
        except (OSError, ValueError, TypeError) as error:
            log.warning("contracts_file_unreadable", error=type(error).__name__)
            return
        self.known = {contract.service: contract for contract in contracts}

    def save(self) -> None:
        """Write the file so that a reader sees either the old or the new one."""
        stored = orjson.dumps([contract.model_dump() for contract in self.known.values()])
        partial = self._cache.with_suffix(f".{os.getpid()}.tmp")
        try:
            self._cache.parent.mkdir(parents=True, exist_ok=True)
            partial.write_bytes(stored)
            partial.replace(self._cache)
        except OSError as error:
            log.warning("contracts_file_unwritable", error=type(error).__name__)
