"""Calls to services over RabbitMQ, in Nameko's protocol. It knows no operation, no HTTP and no service by name."""

from gateway.rpc.broker import Broker, Bus, Caller, Feed
from gateway.rpc.wire import Context, NoSuchMethod, RemoteFailure

__all__ = ["Broker", "Bus", "Caller", "Context", "Feed", "NoSuchMethod", "RemoteFailure"]
