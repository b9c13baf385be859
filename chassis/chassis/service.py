"""The base of every service class: the current call, metrics, health, and announcing what it offers.

class CoursesService(Service):
    name = "courses"
    version = "0.1.0"
    db = Database()
"""

from __future__ import annotations

from typing import Any, ClassVar

from nameko.extensions import DependencyProvider

from chassis.amqp.announcer import Announcer
from chassis.amqp.rpc import rpc
from chassis.call import Call, enter_call
from chassis.metrics import WorkMetrics


class CallContext(DependencyProvider):
    """Makes a worker's AMQP headers the current call."""

    def worker_setup(self, worker_ctx: Any) -> None:
        """Called in the worker's green thread before its method."""
        data = worker_ctx.data
        enter_call(Call.from_headers(data, data.get("correlation_id")))


class Worker:
    """A process that handles events: what it shares with a service that answers calls."""

    name: ClassVar[str]
    version: ClassVar[str] = "0.0.0"

    call_context = CallContext()
    metrics = WorkMetrics()


class Service(Worker):
    """A service that answers calls, and tells the gateways which."""

    announcer = Announcer()

    @rpc
    def health(self) -> dict[str, Any]:
        """Whether this service can do its work; the gateway asks for `/readyz`."""
        return {"service": self.name, "version": self.version, "ready": True}
