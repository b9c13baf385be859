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
from chassis.amqp.parked_count import ParkedCount
from chassis.amqp.queue_depth import QueueDepth
from chassis.amqp.rpc import rpc
from chassis.call import Call, enter_call
from chassis.metrics import WorkMetrics
from chassis.tracing.work import Traces


class CallContext(DependencyProvider):
    """Makes a worker's AMQP headers the current call."""

    def worker_setup(self, worker_ctx: Any) -> None:
        """Called in the worker's green thread before its method."""
        data = worker_ctx.data
        enter_call(Call.from_headers(data, data.get("correlation_id")))


class Condition(DependencyProvider):
    """Whether this process is well, as its own `/readyz` says."""

    def get_dependency(self, worker_ctx: Any) -> dict[str, str]:
        """Check → `ok` or what is wrong; empty where nobody looks after the process, as in tests."""
        pulse = self.container.config.get("pulse")
        return pulse.checks if pulse else {}


class Worker:
    """A process that handles events: what it shares with a service that answers calls."""

    name: ClassVar[str]
    version: ClassVar[str] = "0.0.0"

    call_context = CallContext()
    metrics = WorkMetrics()
    traces = Traces()
    parked_count = ParkedCount()
    queue_depth = QueueDepth()


class Service(Worker):
    """A service that answers calls, and tells the gateways which."""

    announcer = Announcer()
    condition = Condition()

    @rpc
    def health(self) -> dict[str, Any]:
        """Whether this service can do its work; the gateway asks for `/readyz`."""
        checks: Any = self.condition
        ready = all(state == "ok" for state in checks.values())
        return {"service": self.name, "version": self.version, "ready": ready, "checks": checks}
