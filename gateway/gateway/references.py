"""Fills in what other services own: collects the ids of a whole answer, asks each owner once, sets the named fields.

Which fields hold ids, whose they are and what to set comes from the contract. An owner that is away leaves nulls.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import structlog

from chassis.errors import ServiceError
from gateway.catalogue import Owner
from gateway.metrics import Metrics
from gateway.operations import Reference
from gateway.records import Record, Records
from gateway.rpc import Caller, Context, RemoteFailure

log = structlog.get_logger(__name__)

BATCH = 500

Found = dict[int, Record]


class References:
    """Fills answers in. `timeout` is what an owner has to answer, in seconds."""

    def __init__(self, caller: Caller, records: Records, metrics: Metrics, timeout: float = 3) -> None:
        self._caller = caller
        self._records = records
        self._metrics = metrics
        self._timeout = timeout

    async def fill(
        self, document: Any, references: Iterable[Reference], owners: Mapping[str, Owner], context: Context
    ) -> list[str]:
        """Set the fields in `document`, in place. Returns the names of the services that were away."""
        places = [(reference, list(_holders(document, reference.path))) for reference in references]
        wanted: dict[str, set[int]] = {}
        for reference, holders in places:
            ids = (_id(holder.get(reference.path[-1])) for holder in holders)
            wanted.setdefault(reference.owner, set()).update(one for one in ids if one is not None)
        answers = await asyncio.gather(
            *(self._records_of(owner, ids, owners.get(owner), context) for owner, ids in wanted.items())
        )
        found = dict(zip(wanted, answers, strict=True))
        for reference, holders in places:
            _set(reference, holders, found[reference.owner][0])
        return sorted({away for _, away in answers if away is not None})

    async def _records_of(
        self, kind: str, ids: set[int], owner: Owner | None, context: Context
    ) -> tuple[Found, str | None]:
        """The records with these ids, and the service's name if some are missing because it is away."""
        found: Found = {}
        for one in ids:
            kept = self._records.get(kind, one, context.base_url)
            if kept is not None:
                found[one] = kept[0]
        missing = sorted(ids - found.keys())
        self._metrics.cache("records", hit=True, count=len(found))
        self._metrics.cache("records", hit=False, count=len(missing))
        if not missing:
            return found, None
        if owner is None:
            return found, kind.partition(".")[0]
        batches = [missing[at : at + BATCH] for at in range(0, len(missing), BATCH)]
        answered = await asyncio.gather(*(self._ask(kind, owner, batch, context) for batch in batches))
        for answer in answered:
            found |= answer or {}
        return found, owner.service if None in answered else None

    async def _ask(self, kind: str, owner: Owner, ids: list[int], context: Context) -> Found | None:
        """Records by id from their owner, None for an id that it does not know; None altogether if it is away."""
        generation = self._records.generation
        try:
            result = await self._caller.call(
                owner.service,
                owner.method,
                {"ids": ids, "base_url": context.base_url},
                context,
                self._timeout,
                safe=True,
            )
            found: Found = {one: result.get(str(one)) for one in ids}
        except (ServiceError, RemoteFailure, AttributeError) as error:
            log.warning("resolver_failed", service=owner.service, error=str(error))
            self._metrics.degraded(owner.service)
            return None
        for one, record in found.items():
            self._records.put(kind, one, context.base_url, record, generation)
        return found


def _holders(document: Any, path: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """The objects that hold the field at the end of `path`; `*` stands for every item of a list."""
    if len(path) == 1:
        if isinstance(document, dict):
            yield document
    elif path[0] == "*":
        for item in document if isinstance(document, list) else ():
            yield from _holders(item, path[1:])
    elif isinstance(document, dict):
        yield from _holders(document.get(path[0]), path[1:])


def _id(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _set(reference: Reference, holders: list[dict[str, Any]], found: Found) -> None:
    field = reference.path[-1]
    for holder in holders:
        one = _id(holder.get(field))
        record = found.get(one) if one is not None else None
        for name, source in reference.fill:
            holder[name] = record.get(source) if record else None
