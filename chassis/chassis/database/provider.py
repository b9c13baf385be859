"""The Nameko dependency that gives a service its database and runs the relay of its outbox."""

from __future__ import annotations

from typing import Any

from nameko.extensions import DependencyProvider

from chassis.amqp.event_publisher import EventPublisher
from chassis.database.engine import make_engine
from chassis.database.location import database_url
from chassis.database.store import Store
from chassis.ledger.relay import Relay
from chassis.ledger.relay_loop import RelayLoop
from chassis.revision import Revision
from chassis.tracing import sql


class Database(DependencyProvider):
    """`db = Database()` on a service class; use cases get the `Store`.

    `synchronous` is SQLite's: FULL (the default) keeps every acknowledged write through a power loss.
    """

    def __init__(self, synchronous: str = "FULL") -> None:
        self._synchronous = synchronous
        self.store: Store

    def setup(self) -> None:
        """Called once, before the container starts: connect, and prepare the relay."""
        name = self.container.service_name
        engine = make_engine(database_url(name), self.container.max_workers + 2, self._synchronous)
        sql.watch(engine)
        self.store = Store(engine)
        publisher = EventPublisher(self.container.config["AMQP_URI"])
        self._loop = RelayLoop(self.store, Relay(self.store, publisher.publish_rows))
        self.store.on_emitted = self._loop.wake
        self.store.on_changed = Revision(self.container.config["REDIS_URL"], name).renew

    def start(self) -> None:
        """Called when the container starts: begin relaying."""
        self.container.spawn_managed_thread(self._loop.run, identifier="relay")

    def stop(self) -> None:
        """Called after the last worker is done: let the relay finish its batch."""
        self._loop.stop()

    def kill(self) -> None:
        """Called when the container dies."""
        self._loop.stop()

    def get_dependency(self, worker_ctx: Any) -> Store:
        """The store; one for all workers."""
        return self.store
