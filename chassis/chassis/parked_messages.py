"""Endpoints for a service's parked messages, for the page of those who operate the system.

    @parked_messages(roles={"admin"})
    class NotificationsService(Service):
        name = "notifications"

adds `GET /api/admin/parked/notifications/`, `POST …/{id}/replay/` and `DELETE …/{id}/`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, TypeVar

from nameko.extensions import DependencyProvider
from pydantic import BaseModel

from chassis.amqp.parking import Parking
from chassis.endpoint import endpoint

Cls = TypeVar("Cls", bound=type)


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


def parked_messages(roles: Collection[str]) -> Callable[[Cls], Cls]:
    """Give a service class the endpoints, for callers with one of `roles`."""

    def add(service: Cls) -> Cls:
        path = f"/api/admin/parked/{getattr(service, 'name')}/"  # noqa: B009  # `type` has no `name`
        gone = {404: "there is no such message"}
        listing = endpoint("GET", path, roles=roles, returns=ParkedMessageList)
        replaying = endpoint("POST", path + "{id}/replay/", roles=roles, errors=gone | {409: "its queue is gone"})
        dropping = endpoint("DELETE", path + "{id}/", roles=roles, errors=gone)
        for declare, method in ((listing, list_parked), (replaying, replay_parked), (dropping, drop_parked)):
            setattr(service, method.__name__, declare(method))
        setattr(service, "parking", ParkingProvider())  # noqa: B010  # `type` has no `parking`
        return service

    return add


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
