"""RPC as Nameko speaks it, with deadlines, errors that travel by code, and replies that survive a lost broker."""

from __future__ import annotations

import functools
import inspect
import logging
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import orjson
from nameko.exceptions import ContainerBeingKilled, IncorrectSignature, MalformedRequest, MethodNotFound
from nameko.rpc import Rpc as NamekoRpc
from nameko.rpc import RpcConsumer as NamekoRpcConsumer

from chassis.amqp.connection import QueueConsumer
from chassis.amqp.names import RPC_EXCHANGE
from chassis.amqp.publisher import Publisher, Unroutable
from chassis.call import Call, current_call
from chassis.errors import DeadlineExceeded, ServiceError, Unavailable

_log = logging.getLogger(__name__)
_CALLERS_FAULT = (MethodNotFound, MalformedRequest, IncorrectSignature)


def error_payload(error: BaseException) -> dict[str, Any]:
    """An error in Nameko's form; of an unexpected one nothing but its type leaves the process."""
    known = isinstance(error, ServiceError)
    return {
        "exc_type": type(error).__name__,
        "exc_path": f"{type(error).__module__}.{type(error).__name__}",
        "exc_args": [error.payload()] if isinstance(error, ServiceError) else [],
        "value": str(error) if known or isinstance(error, _CALLERS_FAULT) else "",
    }


class RpcConsumer(NamekoRpcConsumer):
    """Takes calls from `rpc-<service>`: parks what nobody could answer, drops what nobody waits for any more."""

    queue_consumer = QueueConsumer()

    def handle_message(self, body: Any, message: Any) -> None:
        """Called in a green thread of its own for every message."""
        if not message.properties.get("reply_to"):
            self.queue_consumer.park(message, "a call without reply_to")
        elif not isinstance(body, dict):
            self.queue_consumer.refuse(message, "a call whose body is not a JSON object")
        elif _expired(message):
            self.queue_consumer.ack_message(message)
        else:
            super().handle_message(body, message)

    def handle_result(self, message: Any, result: Any, exc_info: Any) -> tuple[Any, Any]:
        """Send the reply, then acknowledge the call; without a broker the call goes back to its queue."""
        error = error_payload(exc_info[1]) if exc_info else None
        try:
            payload = orjson.dumps({"result": result, "error": error})
        except TypeError as unserializable:
            _log.exception("an answer that is not JSON")
            payload = orjson.dumps({"result": None, "error": error_payload(unserializable)})
        try:
            Publisher.shared(self.container.config["AMQP_URI"]).publish(
                payload,
                RPC_EXCHANGE,
                message.properties["reply_to"],
                mandatory=True,
                correlation_id=message.properties.get("correlation_id"),
            )
        except Unroutable:
            _log.info("nobody waits for the answer to %s", message.delivery_info["routing_key"])
        except Unavailable:
            self.queue_consumer.requeue_message(message)
            return result, exc_info
        self.queue_consumer.ack_message(message)
        return result, exc_info


class Rpc(NamekoRpc):
    """The entrypoint behind `@rpc` and `@endpoint`."""

    rpc_consumer = RpcConsumer()

    def __init__(self, **options: Any) -> None:
        super().__init__(expected_exceptions=(ServiceError,), **options)

    def handle_message(self, body: Any, message: Any) -> None:
        """Check the call's shape, then give it to a worker."""
        args, kwargs = body.get("args"), body.get("kwargs")
        if not isinstance(args, list) or not isinstance(kwargs, dict):
            raise MalformedRequest("Message missing `args` or `kwargs`")
        self.check_signature(args, kwargs)
        context = self.unpack_message_headers(message)
        context.pop("call_id_stack", None)  # what a stranger put there could end the process
        context["correlation_id"] = message.properties.get("correlation_id")
        context["redelivered"] = bool(message.delivery_info.get("redelivered"))
        try:
            self.container.spawn_worker(
                self, args, kwargs, context_data=context, handle_result=partial(self.handle_result, message)
            )
        except ContainerBeingKilled:
            self.rpc_consumer.requeue_message(message)

    def check_signature(self, args: Any, kwargs: Any) -> None:
        """Raises IncorrectSignature; Nameko's own check does not see through decorators."""
        method = getattr(self.container.service_cls, self.method_name)
        try:
            inspect.signature(method).bind(None, *args, **kwargs)
        except TypeError as error:
            raise IncorrectSignature(str(error)) from error


def refuse_if_late(call: Call) -> None:
    """Raises DeadlineExceeded when nobody waits for this call any more."""
    if call.remaining(1.0) <= 0:
        raise DeadlineExceeded("call.too_late", "The call reached its worker after its deadline.")


def rpc(method: Callable[..., Any]) -> Callable[..., Any]:
    """Offer a method to other services. It is not part of the public interface."""

    @functools.wraps(method)
    def answer(self: Any, *args: Any, **kwargs: Any) -> Any:
        refuse_if_late(current_call())
        return method(self, *args, **kwargs)

    return entrypoint(answer)


def entrypoint(method: Callable[..., Any]) -> Callable[..., Any]:
    """Register a method with Nameko as it is."""
    registered: Callable[..., Any] = Rpc.decorator(method)
    return registered


def _expired(message: Any) -> bool:
    deadline = message.headers.get("nameko.deadline_ms")
    return isinstance(deadline, int) and deadline < time.time() * 1000
