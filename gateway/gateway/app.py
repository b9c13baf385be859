"""Puts the gateway together: the one place where its parts meet."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from fastapi import FastAPI

from chassis.storage import links
from chassis.storage.location import connect
from chassis.storage.streaming import StreamingStorage
from gateway.authentication import Authentication, ended_by
from gateway.calls import Calls
from gateway.composing import Composer
from gateway.compositions import COMPOSITIONS, Composition
from gateway.contracts import Contracts
from gateway.cors import Cors
from gateway.directory import Directory
from gateway.dispatch import Dispatcher
from gateway.edge import Edge
from gateway.fanout import Fanout
from gateway.kept import KeptReplies
from gateway.limits import limits
from gateway.media import Media
from gateway.metrics import Metrics
from gateway.own import Own
from gateway.readers import Readers
from gateway.readiness import Readiness
from gateway.records import Records
from gateway.references import References
from gateway.renewing import Renewing
from gateway.request import Message, Receive, Send
from gateway.revisions import Revisions
from gateway.rpc import Broker, Bus, Feed
from gateway.settings import GatewaySettings
from gateway.sockets import Sockets
from gateway.spa import Spa
from gateway.streams import Streams
from gateway.uploads import SWEEP_SECONDS, Uploads


class Gateway:
    """One gateway. It is an ASGI application; its lifespan connects and disconnects it."""

    def __init__(
        self,
        settings: GatewaySettings,
        bus: Bus,
        fanout: Fanout,
        compositions: Sequence[Composition] = COMPOSITIONS,
        revisions: Revisions | None = None,
    ) -> None:
        self.bus = bus
        self.fanout = fanout
        self._revisions = revisions or Revisions(settings.redis_url)
        self.metrics = Metrics()
        self.records = Records(settings.records_ttl)
        contracts = Contracts(settings.contracts_cache)
        self.directory = Directory(contracts, self._on_event, self.records.clear, compositions)
        caller = Renewing(bus, self.directory)
        self.authentication = Authentication(caller, self.metrics, settings.auth_ttl, settings.auth_grace)
        self.streams = Streams(fanout, self.metrics, settings.stream_ping)
        self._tasks: set[asyncio.Task[None]] = set()
        limited = limits(settings)
        self.sockets = Sockets(
            bus, self.authentication, lambda: self.directory.catalogue, self.metrics, limited, settings.secret_key
        )
        references = References(caller, self.records, self.metrics, settings.resolve_timeout)
        kept = KeptReplies(self._revisions, self.metrics, settings.replies_ttl)
        calls = Calls(caller, references, kept, settings.call_timeout)
        storage = StreamingStorage(connect(settings.storage_url, settings.s3_endpoint_url))
        self.uploads = Uploads(
            storage, settings.max_upload_mb * 1024 * 1024, settings.body_timeout, settings.upload_rate
        )
        readers = Readers(caller, self.authentication, lambda: self.directory.catalogue)
        media = Media(storage, links.signer(settings.secret_key), readers)
        composer = Composer(calls, settings.part_timeout)
        dispatcher = Dispatcher(
            settings, calls, composer, self.directory, self.authentication, self.streams, self.uploads, limited
        )
        readiness = Readiness(bus, self.directory, fanout)
        own = Own(settings, readiness, self.metrics, lambda: self.directory.catalogue, self._lifespan)
        self._edge = Edge(
            own.app,
            own.paths(),
            dispatcher,
            media,
            Spa(settings.spa_dir),
            Cors(settings.origins()),
            self.metrics,
            self.sockets,
        )
        bus.on_ready, bus.on_lost = self._on_ready, self._on_lost
        self.metrics.observe("gateway_broker_connected", "1 while connected.", lambda: float(bus.connected))

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Serve one request."""
        await self._edge(scope, receive, send)

    @asynccontextmanager
    async def _lifespan(self, _app: FastAPI) -> AsyncIterator[None]:
        await self.fanout.start()
        await self.directory.start(self.bus)
        self._spawn(self.directory.keep_up(self.bus))
        self._spawn(self.uploads.keep_swept(lambda: self.fanout.is_first("sweep", SWEEP_SECONDS - 60)))
        await self.bus.start()
        try:
            yield
        finally:
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)
            await self.sockets.stop()
            await self.bus.stop()
            await self.fanout.stop()
            await self._revisions.close()

    def _on_ready(self) -> None:
        """Events may have been missed while the broker was away."""
        self.streams.recheck()
        self.sockets.recheck()
        self._spawn(self.directory.ask(self.bus))

    def _on_lost(self) -> None:
        """From now on events are missed: nothing kept can be trusted."""
        self.authentication.clear()
        self.records.clear()
        self.directory.lost()

    def _on_event(self, feed: Feed, data: object) -> None:
        """A service says that something the gateway may keep is out of date."""
        catalogue = self.directory.catalogue
        if feed in catalogue.session_events:
            ended = ended_by(data)
            self.authentication.ended(ended)
            self.streams.ended(ended)
            self.sockets.ended(ended)
        for kind in catalogue.record_events.get(feed, ()):
            changed = data.get("id") if isinstance(data, dict) else None
            if isinstance(changed, int):
                self.records.drop(kind, changed)
            else:
                self.records.clear()

    def _spawn(self, work: object) -> None:
        task: asyncio.Task[None] = asyncio.ensure_future(work)  # type: ignore[call-overload]
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def create_app(settings: GatewaySettings | None = None) -> Gateway:
    """A gateway that talks to the broker and the Redis of the settings."""
    settings = settings or GatewaySettings()
    broker = Broker(settings.amqp_url)
    gateway = Gateway(settings, broker, Fanout(settings.redis_url))
    gateway.metrics.observe("gateway_calls_in_flight", "Calls to services.", lambda: float(len(broker.pending)))
    return gateway
