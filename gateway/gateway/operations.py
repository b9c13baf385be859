"""One operation of the public interface, as its service declared it in OpenAPI and the `x-` fields of the system."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import structlog

from gateway.compositions import Composition
from gateway.contracts import Contract

log = structlog.get_logger(__name__)

VERBS = ("get", "put", "post", "delete", "patch")
SAFE = frozenset({"GET"})
JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Reference:
    """A field of the answer that holds an id of `owner`'s records, and what to put beside it: new field → theirs."""

    path: tuple[str, ...]
    owner: str
    fill: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """What the gateway must know to carry a request out. `timeout` (s), `max_body` (bytes): None for the usual.

    One with a `composition` is no service's: it is put together here.
    """

    name: str
    service: str
    method: str
    verb: str
    path: str
    parameters: tuple[str, ...]
    needs_token: bool
    media_types: frozenset[str]
    etag: bool
    cacheable: bool
    references: tuple[Reference, ...]
    channel: str | None
    timeout: float | None
    max_body: int | None
    upload: str | None
    composition: Composition | None = None

    @property
    def safe(self) -> bool:
        """It changes nothing."""
        return self.verb in SAFE


def operations_of(contract: Contract) -> Iterator[Operation]:
    """Every operation of a contract that makes sense; the others are logged and left out."""
    for path, item in contract.openapi.paths.items():
        for verb in VERBS:
            if verb not in item:
                continue
            try:
                yield _operation(contract, path, verb, item[verb])
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                log.error("operation_unusable", service=contract.service, path=path, verb=verb, error=repr(error))


def composed(composition: Composition) -> Operation:
    """The operation that answers a composition."""
    return Operation(
        name=composition.name,
        service="gateway",
        method="",
        verb="GET",
        path=composition.path,
        parameters=(),
        needs_token=True,
        media_types=frozenset(),
        etag=False,
        cacheable=False,
        references=(),
        channel=None,
        timeout=None,
        max_body=None,
        upload=None,
        composition=composition,
    )


def _operation(contract: Contract, path: str, verb: str, declared: dict[str, Any]) -> Operation:
    if not path.startswith("/api/"):
        raise ValueError("a service's paths begin with /api/")
    body = declared.get("requestBody") or {}
    stream = declared.get("x-stream")
    timeout, max_body = declared.get("x-timeout"), declared.get("x-max-body")
    return Operation(
        name=str(declared.get("operationId") or f"{contract.service}_{declared['x-method']}"),
        service=contract.service,
        method=str(declared["x-method"]),
        verb=verb.upper(),
        path=path,
        parameters=tuple(part[1 : part.index("}")] for part in path.split("/") if part.startswith("{")),
        needs_token=_needs_token(declared),
        media_types=frozenset(kind.lower() for kind in body.get("content", {})),
        etag=bool(declared.get("x-etag")),
        cacheable=bool(declared.get("x-cacheable")) and verb == "get",
        references=tuple(_reference(one) for one in declared.get("x-refs") or ()),
        channel=str(stream["channel"]) if stream else None,
        timeout=float(timeout) if timeout else None,
        max_body=int(max_body) if max_body else None,
        upload=str(declared["x-upload"]) if declared.get("x-upload") else None,
    )


def _needs_token(declared: dict[str, Any]) -> bool:
    """Without a word about security an operation needs a token; only an empty list makes it public."""
    return bool(declared.get("security", [{"token": []}]))


def _reference(declared: dict[str, Any]) -> Reference:
    return Reference(tuple(declared["path"]), str(declared["owner"]), tuple(declared["fill"].items()))
