"""A bus without a broker: calls are answered by functions, and events are emitted by the test."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import orjson

from chassis.errors import Unavailable
from gateway.directory import ANNOUNCEMENTS
from gateway.rpc import Context, Feed

Method = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Called:
    """A call that was made."""

    service: str
    method: str
    arguments: dict[str, Any]
    context: Context
    timeout: float
    safe: bool


class FakeBus:
    """A `Bus`. A method takes the call's arguments by name, returns or raises, and may be a coroutine function."""

    def __init__(self) -> None:
        self.on_ready: Callable[[], None] = lambda: None
        self.on_lost: Callable[[], None] = lambda: None
        self.connected = True
        self.calls: list[Called] = []
        self.announced: list[tuple[str, bytes]] = []
        self._methods: dict[tuple[str, str], Method] = {}
        self._feeds: dict[Feed, Callable[[bytes], None]] = {}
        self._reactions: dict[str, Callable[[], None]] = {}

    def offer(self, service: str, method: str, function: Method) -> None:
        """Answer calls of `service.method` with a function."""
        self._methods[(service, method)] = function

    def away(self, service: str) -> None:
        """The service does not answer any more."""
        for known in [known for known in self._methods if known[0] == service]:
            del self._methods[known]

    def publish_contract(self, contract: dict[str, Any]) -> None:
        """Announce a contract, as a service does."""
        self._feeds[ANNOUNCEMENTS](orjson.dumps(contract))

    def when_announced(self, exchange: str, reaction: Callable[[], None]) -> None:
        """Do something whenever the gateway publishes to an exchange."""
        self._reactions[exchange] = reaction

    def emit(self, event: str, data: object) -> None:
        """Publish the event `source.what_happened`; nothing happens when nobody listens."""
        source, _, key = event.partition(".")
        handler = self._feeds.get(Feed(f"{source}.events", "topic", key))
        if handler is not None:
            handler(orjson.dumps({"type": event, "data": data}))

    def lose(self) -> None:
        """The connection breaks."""
        self.connected = False
        self.on_lost()

    def recover(self) -> None:
        """The connection is back."""
        self.connected = True
        self.on_ready()

    def made(self, method: str) -> list[Called]:
        """The calls made of a method."""
        return [call for call in self.calls if call.method == method]

    async def start(self) -> None:
        """See `Bus.start`."""
        self.on_ready()

    async def stop(self) -> None:
        """See `Bus.stop`."""

    async def listen(self, feed: Feed, handler: Callable[[bytes], None]) -> None:
        """See `Bus.listen`."""
        self._feeds[feed] = handler

    async def announce(self, exchange: str, body: bytes) -> None:
        """See `Bus.announce`."""
        self.announced.append((exchange, body))
        self._reactions.get(exchange, lambda: None)()

    async def call(
        self, service: str, method: str, arguments: dict[str, Any], context: Context, timeout: float, safe: bool
    ) -> Any:
        """See `Caller.call`."""
        self.calls.append(Called(service, method, arguments, context, timeout, safe))
        function = self._methods.get((service, method))
        if not self.connected or function is None:
            raise Unavailable("service_unavailable", "It is away.", retry_after=2)
        result = function(**arguments)
        return await result if inspect.isawaitable(result) else result
