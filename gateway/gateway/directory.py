"""Keeps the catalogue up to date: listens to announcements, and swaps in a new catalogue without a restart."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

import orjson
import structlog

from gateway.catalogue import Catalogue, build
from gateway.compositions import Composition
from gateway.contracts import Contracts
from gateway.rpc import Bus, Feed

log = structlog.get_logger(__name__)

ANNOUNCEMENTS = Feed("lectern.contracts", "fanout")
REQUESTS = "lectern.contracts.requests"
PATIENCE = 1.0


class Directory:
    """The current catalogue. `on_event(feed, data)` is told of invalidating events, `on_change` of a new catalogue."""

    def __init__(
        self,
        contracts: Contracts,
        on_event: Callable[[Feed, object], None] = lambda _feed, _data: None,
        on_change: Callable[[], None] = lambda: None,
        compositions: Sequence[Composition] = (),
    ) -> None:
        self._contracts = contracts
        self._on_event = on_event
        self._on_change = on_change
        self._compositions = compositions
        self._changed = asyncio.Event()
        self._renewals: dict[str, asyncio.Event] = {}
        self.catalogue: Catalogue = build({}, compositions)

    async def start(self, broker: Bus) -> None:
        """Begin with what the file remembers, and listen to announcements."""
        self._contracts.load()
        await self._swap(broker)
        await broker.listen(ANNOUNCEMENTS, self.announced)

    def announced(self, body: bytes) -> None:
        """A service has announced its contract."""
        if self._contracts.offer(body):
            self._changed.set()
        elif not self._changed.is_set():
            self._end_renewals()

    def lost(self) -> None:
        """The broker is away: announcements may be missed from now on."""
        self._contracts.remember()

    async def ask(self, broker: Bus) -> None:
        """Have every service announce itself again."""
        await broker.announce(REQUESTS, b"{}")

    async def renew(self, broker: Bus, service: str) -> None:
        """What a service announced is not so: forget that it did, ask again, and wait a little for its answer."""
        renewal = self._renewals.get(service)
        if renewal is None:
            renewal = self._renewals[service] = asyncio.Event()
            self._contracts.doubt(service)
            await self.ask(broker)
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await renewal.wait()
        self._renewals.pop(service, None)

    def _end_renewals(self) -> None:
        for service, renewal in self._renewals.items():
            if self._contracts.is_announced(service):
                renewal.set()

    async def keep_up(self, broker: Bus) -> None:
        """Take up changes until cancelled."""
        while True:
            await self._changed.wait()
            self._changed.clear()
            try:
                await self._swap(broker)
                self._end_renewals()
                await asyncio.to_thread(self._contracts.save)
            except Exception:
                log.exception("catalogue_failed")

    async def _swap(self, broker: Bus) -> None:
        """Events are listened to before the catalogue that depends on them is used."""
        catalogue = build(dict(self._contracts.known), self._compositions)
        for feed in catalogue.feeds():
            await broker.listen(feed, partial(self._invalidated, feed))
        self.catalogue = catalogue
        self._on_change()
        log.info("catalogue", services={name: one.version for name, one in sorted(catalogue.contracts.items())})

    def _invalidated(self, feed: Feed, body: bytes) -> None:
        """An event has arrived. One that cannot be read is passed on as None: then everything is out of date."""
        try:
            data = orjson.loads(body)["data"]
        except (orjson.JSONDecodeError, KeyError, TypeError):
            data = None
        self._on_event(feed, data)
