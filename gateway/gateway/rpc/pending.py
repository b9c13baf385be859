"""The calls in flight: each ends exactly once, by its reply, by an error, or by its deadline."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from chassis.errors import DeadlineExceeded

ErrorFactory = Callable[[], Exception]


class _Call:
    """One call in flight. `safe` means that it changes nothing, so giving it up early loses nothing."""

    __slots__ = ("future", "safe", "service", "since", "timer")

    def __init__(self, service: str, safe: bool, since: float, future: asyncio.Future[bytes]) -> None:
        self.service = service
        self.safe = safe
        self.since = since
        self.future = future
        self.timer: asyncio.TimerHandle | None = None


class PendingCalls:
    """Calls by correlation id."""

    def __init__(self) -> None:
        self._calls: dict[str, _Call] = {}

    def __len__(self) -> int:
        return len(self._calls)

    def open(self, call_id: str, service: str, timeout: float, safe: bool) -> asyncio.Future[bytes]:
        """Expect a reply to `call_id` within `timeout` seconds; the future gives its body."""
        loop = asyncio.get_running_loop()
        call = _Call(service, safe, loop.time(), loop.create_future())
        call.timer = loop.call_later(timeout, self._expire, call_id)
        self._calls[call_id] = call
        return call.future

    def settle(self, call_id: str, body: bytes) -> None:
        """The reply is here. One that nobody waits for any more is dropped."""
        call = self.drop(call_id)
        if call is not None and not call.future.done():
            call.future.set_result(body)

    def fail(self, call_id: str, error: Exception) -> None:
        """The call will get no reply."""
        call = self.drop(call_id)
        if call is not None and not call.future.done():
            call.future.set_exception(error)

    def drop(self, call_id: str) -> _Call | None:
        """Stop waiting for a reply to `call_id`."""
        call = self._calls.pop(call_id, None)
        if call is not None and call.timer is not None:
            call.timer.cancel()
        return call

    def fail_all(self, error: ErrorFactory) -> None:
        """No call in flight will get a reply."""
        for call_id in list(self._calls):
            self.fail(call_id, error())

    def fail_safe(self, service: str, error: ErrorFactory) -> None:
        """Give up the calls to `service` that change nothing; the others may still be carried out and answered."""
        for call_id, call in list(self._calls.items()):
            if call.service == service and call.safe:
                self.fail(call_id, error())

    def slow(self, seconds: float) -> set[str]:
        """The services that have not answered some call for that long."""
        limit = asyncio.get_running_loop().time() - seconds
        return {call.service for call in self._calls.values() if call.since <= limit}

    def _expire(self, call_id: str) -> None:
        self.fail(call_id, DeadlineExceeded("deadline_exceeded", "The service did not answer in time."))
