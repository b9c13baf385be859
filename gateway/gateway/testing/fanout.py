"""A fan-out without Redis: the test publishes, and decides when channels are subscribed to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import orjson

from gateway.fanout import Listener


class FakeFanout:
    """Channels in memory. While `up` is false nothing is subscribed to and nothing arrives."""

    def __init__(self) -> None:
        self.up = True
        self.listeners: dict[str, set[Listener]] = {}
        self.taken: set[str] = set()

    async def start(self) -> None:
        """See `Fanout.start`."""

    async def stop(self) -> None:
        """See `Fanout.stop`."""

    async def alive(self) -> bool:
        """See `Fanout.alive`."""
        return self.up

    async def is_first(self, task: str, seconds: int) -> bool:
        """See `Fanout.is_first`; each task is taken once."""
        if task in self.taken:
            return False
        self.taken.add(task)
        return True

    def join(self, channel: str, listener: Listener) -> Callable[[], None]:
        """See `Fanout.join`."""
        self.listeners.setdefault(channel, set()).add(listener)
        if self.up:
            listener.on_subscribed()
        return lambda: self.listeners[channel].discard(listener)

    def publish(self, channel: str, message: Any) -> None:
        """Publish to a channel; lost while down."""
        for listener in list(self.listeners.get(channel, ())) if self.up else ():
            listener.on_message(orjson.dumps(message))

    def recover(self) -> None:
        """Come back: every channel is subscribed to again."""
        self.up = True
        for listeners in self.listeners.values():
            for listener in list(listeners):
                listener.on_subscribed()
