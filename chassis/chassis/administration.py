"""Endpoints for the pages of those who operate the system: how a service is, and the messages that it parked.

    @administered(roles={"admin"})
    class NotificationsService(Service):
        name = "notifications"

adds `GET /api/admin/health/notifications/`, `GET /api/admin/parked/notifications/`, `POST …/{id}/replay/` and
`DELETE …/{id}/`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any, TypeVar

from nameko.extensions import DependencyProvider
from pydantic import BaseModel

from chassis.amqp.parking import Parking
from chassis.clock import now
from chassis.endpoint import endpoint
from chassis.ledger.relay import lag_seconds

Cls = TypeVar("Cls", bound=type)

_BEGUN = now()


class Check(BaseModel):
    """Something that the process that answers looks at; `trouble` is null when it is well."""

    name: str
    trouble: str | None


class ServiceHealth(BaseModel):
    """How a service is. `since`: when the process that answers began.

    `events_behind` is the age in seconds of the oldest event that has not left; `parked` counts messages, and is null
    as long as they were not counted.
    """

    service: str
    version: str
    since: datetime
    checks: list[Check]
    events_behind: float
    parked: int | None


class ParkedMessage(BaseModel):
    """A message that could not be dealt with. `why` is the reason, often a traceback; `body` is as it was sent."""

    id: str
    queue: str
    routing_key: str
    why: str
    body: str


class ParkedMessageList(BaseModel):
    """Parked messages, the oldest first."""

    messages: list[ParkedMessage]


class ParkingProvider(DependencyProvider):
    """Gives workers the `Parking` of their service."""

    def get_dependency(self, worker_ctx: Any) -> Parking:
        """Called for every worker."""
        return Parking(self.container.config["AMQP_URI"], self.container.service_name)


def administered(roles: Collection[str]) -> Callable[[Cls], Cls]:
    """Give a service class the endpoints, for callers with one of `roles`."""

    def add(service: Cls) -> Cls:
        name = getattr(service, "name")  # noqa: B009  # `type` has no `name`
        parked = f"/api/admin/parked/{name}/"
        gone = {404: "there is no such message"}
        for declare, method in (
            (endpoint("GET", f"/api/admin/health/{name}/", roles=roles, returns=ServiceHealth), show_health),
            (endpoint("GET", parked, roles=roles, returns=ParkedMessageList), list_parked),
            (
                endpoint("POST", parked + "{id}/replay/", roles=roles, errors=gone | {409: "its queue is gone"}),
                replay_parked,
            ),
            (endpoint("DELETE", parked + "{id}/", roles=roles, errors=gone), drop_parked),
        ):
            setattr(service, method.__name__, declare(method))
        setattr(service, "parking", ParkingProvider())  # noqa: B010  # `type` has no `parking`
        return service

    return add


def show_health(self: Any) -> ServiceHealth:
    """Show what this service finds when it looks at itself."""
    checks = [Check(name=name, trouble=None if state == "ok" else state) for name, state in self.condition.items()]
    return ServiceHealth(
        service=self.name,
        version=self.version,
        since=_BEGUN,
        checks=checks,
        events_behind=lag_seconds(self.db),
        parked=self.parked_count,
    )


def list_parked(self: Any) -> ParkedMessageList:
    """List the messages that this service could not deal with."""
    found = self.parking.messages()
    return ParkedMessageList(messages=[ParkedMessage.model_validate(one, from_attributes=True) for one in found])


def replay_parked(self: Any, id: str) -> None:
    """Send a parked message back to the queue it came from."""
    self.parking.replay(id)


def drop_parked(self: Any, id: str) -> None:
    """Throw a parked message away for good."""
    self.parking.drop(id)
