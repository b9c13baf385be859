"""Calls that notice when a service no longer is what it announced, as after a return to an older version."""

from __future__ import annotations

from typing import Any

import structlog

from chassis.errors import Unavailable
from gateway.directory import Directory
from gateway.rpc import Bus, Context, NoSuchMethod

log = structlog.get_logger(__name__)


class Renewing:
    """A `Caller` over a bus. A method that is not there makes the directory ask the service what it is now."""

    def __init__(self, bus: Bus, directory: Directory) -> None:
        self._bus = bus
        self._directory = directory

    async def call(
        self, service: str, method: str, arguments: dict[str, Any], context: Context, timeout: float, safe: bool
    ) -> Any:
        """See `Caller.call`. Raises `Unavailable` for a method that is not there: nothing was done, so ask again."""
        try:
            return await self._bus.call(service, method, arguments, context, timeout, safe)
        except NoSuchMethod:
            log.warning("contract_outdated", service=service, method=method)
            await self._directory.renew(self._bus, service)
        raise Unavailable(
            "service_changed", "This part of the system has just changed. Please try again.", retry_after=1
        )
