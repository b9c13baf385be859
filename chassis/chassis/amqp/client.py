"""Asking another service: only to decide something now, with a deadline, and never waiting longer than it.

class NotificationsHandlers(Service):
    accounts = ServiceClient("accounts")        # self.accounts.call("resolve_users", ids=[1, 2])
"""

from __future__ import annotations

import time
import uuid
from typing import Any

import eventlet
import orjson
from nameko.extensions import DependencyProvider
from nameko.rpc import ReplyListener as NamekoReplyListener

from chassis import tracing
from chassis.amqp.connection import QueueConsumer
from chassis.amqp.names import RPC_EXCHANGE
from chassis.amqp.publisher import Publisher, Unroutable
from chassis.call import current_call
from chassis.errors import DeadlineExceeded, ServiceError, Unavailable, from_payload

CALL_SECONDS = 5.0
NO_SUCH_METHOD = "nameko.exceptions.MethodNotFound"


class ReplyListener(NamekoReplyListener):
    """The process's reply queue."""

    queue_consumer = QueueConsumer()

    def forget(self, correlation_id: str) -> None:
        """Nobody waits for this answer any more."""
        self._reply_events.pop(correlation_id, None)


class Remote:
    """Another service, as `call(method, **arguments)`."""

    def __init__(self, service: str, uri: str, replies: ReplyListener) -> None:
        self._service = service
        self._publisher = Publisher.shared(uri)
        self._replies = replies

    def call(self, method: str, **arguments: Any) -> Any:
        """Call and wait, at most until the current call's deadline and never over CALL_SECONDS.

        Raises the error the other side raised, Unavailable when it is away, DeadlineExceeded when it is slow.
        """
        with tracing.part(f"{self._service}.{method}", "client", {}):
            return self._ask(method, arguments)

    def _ask(self, method: str, arguments: dict[str, Any]) -> Any:
        patience = current_call().remaining(CALL_SECONDS)
        correlation_id = uuid.uuid4().hex
        reply = self._replies.get_reply_event(correlation_id)
        try:
            with eventlet.Timeout(max(patience, 0.001), exception=_too_slow(self._service)):
                self._send(method, arguments, correlation_id, patience)
                body = reply.wait()
        finally:
            self._replies.forget(correlation_id)
        if body.get("error"):
            raise _remote_error(self._service, body["error"])
        return body["result"]

    def _send(self, method: str, arguments: dict[str, Any], correlation_id: str, patience: float) -> None:
        deadline = int((time.time() + patience) * 1000)
        headers = {f"nameko.{name}": value for name, value in current_call().headers().items()}
        headers["nameko.deadline_ms"] = deadline
        headers |= tracing.onward()
        try:
            self._publisher.publish(
                orjson.dumps({"args": [], "kwargs": arguments}),
                RPC_EXCHANGE,
                f"{self._service}.{method}",
                mandatory=True,
                headers=headers,
                reply_to=self._replies.routing_key,
                correlation_id=correlation_id,
                patience=patience,
                expiration=max(patience, 0.001),
            )
        except Unroutable as error:
            raise Unavailable(
                f"{self._service}.away", "A part of the system is away. Please try again.", retry_after=5
            ) from error


class ServiceClient(DependencyProvider):
    """The Nameko dependency that gives workers a `Remote`."""

    replies = ReplyListener()

    def __init__(self, service: str) -> None:
        self._service = service

    def get_dependency(self, worker_ctx: Any) -> Remote:
        """A `Remote`; what it sends carries the current call's context."""
        return Remote(self._service, self.container.config["AMQP_URI"], self.replies)


def _too_slow(service: str) -> DeadlineExceeded:
    return DeadlineExceeded(f"{service}.too_slow", "A part of the system did not answer in time.")


def _remote_error(service: str, error: dict[str, Any]) -> Exception:
    arguments = error.get("exc_args") or [None]
    known: ServiceError | None = from_payload(arguments[0])
    if error.get("exc_path") == NO_SUCH_METHOD:
        # Another version of it runs than this one was made for, as in the middle of a deployment.
        return Unavailable(
            f"{service}.changed", "A part of the system has just changed. Please try again.", retry_after=5
        )
    return known or RuntimeError(f"{service} failed: {error.get('exc_type')}")
