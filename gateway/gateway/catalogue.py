"""Everything the gateway knows from contracts at one moment. It is never changed, only replaced as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import structlog

from gateway.compositions import Composition
from gateway.contracts import Authenticator, Contract, Resolver
from gateway.operations import composed, operations_of
from gateway.routing import Router
from gateway.rpc import Feed

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Owner:
    """The service that owns records of a kind, and how to ask it."""

    service: str
    method: str


@dataclass(frozen=True)
class Catalogue:
    """The union of some contracts, ready for use. Services are taken in the order of their names."""

    contracts: Mapping[str, Contract]
    compositions: Sequence[Composition] = ()
    router: Router = field(default_factory=Router)
    owners: dict[str, Owner] = field(default_factory=dict)
    authenticator: Owner | None = None
    guards: dict[str, Owner] = field(default_factory=dict)
    record_events: dict[Feed, set[str]] = field(default_factory=dict)
    session_events: set[Feed] = field(default_factory=set)
    sockets: dict[str, Owner] = field(default_factory=dict)

    def feeds(self) -> set[Feed]:
        """Every event that something the gateway keeps depends on."""
        return self.record_events.keys() | self.session_events


def build(contracts: Mapping[str, Contract], compositions: Sequence[Composition] = ()) -> Catalogue:
    """Put contracts together, and what is composed of them."""
    ordered = [contracts[name] for name in sorted(contracts)]
    authenticating = next(_authenticators(ordered), None)
    catalogue = Catalogue(
        dict(contracts),
        compositions,
        authenticator=Owner(authenticating[0], authenticating[1].method) if authenticating else None,
        session_events={_feed(event) for event in authenticating[1].events()} if authenticating else set(),
    )
    for composition in compositions:
        catalogue.router.add(composed(composition))
    for contract in ordered:
        for operation in operations_of(contract):
            catalogue.router.add(operation)
        for kind, resolver in contract.resolvers.items():
            _take_resolver(catalogue, contract.service, kind, resolver)
        for path, admission in contract.sockets.items():
            catalogue.sockets.setdefault(path, Owner(contract.service, admission.method))
        for prefix, guard in contract.guards.items():
            catalogue.guards.setdefault(prefix, Owner(contract.service, guard.method))
    return catalogue


def _authenticators(ordered: list[Contract]) -> Iterator[tuple[str, Authenticator]]:
    for contract in ordered:
        if contract.authenticator is not None:
            yield contract.service, contract.authenticator


def _take_resolver(catalogue: Catalogue, service: str, kind: str, resolver: Resolver) -> None:
    catalogue.owners.setdefault(kind, Owner(service, resolver.method))
    for event in resolver.events():
        catalogue.record_events.setdefault(_feed(event), set()).add(kind)


def _feed(event: str) -> Feed:
    """`source.what_happened` is published to the exchange `source.events` with the key `what_happened`."""
    source, _, key = event.partition(".")
    return Feed(f"{source}.events", "topic", key)
