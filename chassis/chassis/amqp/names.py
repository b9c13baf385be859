"""Names of exchanges and queues that processes share."""

from __future__ import annotations

RPC_EXCHANGE = "nameko-rpc"
CONTRACTS_EXCHANGE = "lectern.contracts"
CONTRACT_REQUESTS_EXCHANGE = "lectern.contracts.requests"


def events_exchange(service: str) -> str:
    """The topic exchange on which a service tells what happened."""
    return f"{service}.events"


def event_queue(event_type: str, service: str, handler: str) -> str:
    """The durable queue of one handler for one event; never renamed, for messages may lie in it."""
    source, _, fact = event_type.partition(".")
    return f"evt-{source}-{fact}--{service}.{handler}"


def unrouted_queue(event_type: str) -> str:
    """Where events of a type wait that nobody listened to."""
    return f"unrouted--{event_type}"


def parked_queue(service: str) -> str:
    """Where a service's messages end up that it could not deal with."""
    return f"{service}.parked"


def retry_exchange(delay_ms: int) -> str:
    """Where a message is sent that is to come back to its queue after `delay_ms`."""
    return f"lectern.retry.{delay_ms}ms"
