"""What all answers made of calls have in common: the call of an operation, and what other services own filled in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gateway.catalogue import Catalogue
from gateway.kept import KeptReplies
from gateway.operations import Operation, Reference
from gateway.references import References
from gateway.request import Request
from gateway.rpc import Caller, Context, RemoteFailure

Arguments = dict[str, Any]

PASSED_ON = (b"if-match", b"prefer", b"last-event-id", b"user-agent", b"accept-language")
MAX_PASSED_ON = 512


class Calls:
    """Calls operations, or knows their reply. `timeout` is what one has, in seconds, unless its contract says more."""

    def __init__(self, caller: Caller, references: References, kept: KeptReplies, timeout: float) -> None:
        self._caller = caller
        self._references = references
        self._kept = kept
        self._timeout = timeout

    async def make(
        self, operation: Operation, context: Context, arguments: Arguments, at_most: float | None = None
    ) -> dict[str, Any]:
        """The service's reply `{status, headers, body}`, for reading. Raises `ServiceError` or `RemoteFailure`."""
        return await self._kept.reply(
            operation, context, arguments, lambda: self._ask(operation, context, arguments, at_most)
        )

    async def _ask(
        self, operation: Operation, context: Context, arguments: Arguments, at_most: float | None
    ) -> dict[str, Any]:
        timeout = operation.timeout or self._timeout
        result = await self._caller.call(
            operation.service,
            operation.method,
            {"request": arguments},
            context,
            min(timeout, at_most or timeout),
            operation.safe,
        )
        if not isinstance(result, dict) or not isinstance(result.get("body", ""), str):
            raise RemoteFailure(f"{operation.name} answered with something that is no reply")
        return result

    async def fill(
        self, document: Any, references: Iterable[Reference], catalogue: Catalogue, context: Context
    ) -> list[str]:
        """Fill in, in place, what other services own. Returns the names of those that were away."""
        return await self._references.fill(document, references, catalogue.owners, context)


def passed_on(request: Request) -> dict[str, str]:
    """The few headers that mean something to services."""
    found = {name.decode(): request.header(name) for name in PASSED_ON}
    return {name: value[:MAX_PASSED_ON] for name, value in found.items() if value and value.isprintable()}
