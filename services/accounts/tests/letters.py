"""What mails would say: the tokens that events carry, opened."""

from __future__ import annotations

from typing import Any

from chassis.database import Store
from chassis.sealing import unseal
from chassis.testing.databases import emitted


def sent(db: Store, kind: str = "accounts.invitation_sent") -> list[dict[str, Any]]:
    """The data of all events of one kind, oldest first."""
    return [data for event, data in emitted(db) if event == kind]


def token(data: dict[str, Any], purpose: str = "invitation") -> str:
    """The token of an event's link."""
    return unseal(data["sealed_token"], purpose)
