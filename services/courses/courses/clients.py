"""What this service asks of others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Account:
    """As much of an account as enrolment needs."""

    id: int
    role: str


class Accounts(Protocol):
    """Finding people."""

    def find(self, user_id: int | None, username: str | None) -> Account:
        """The account with this id or this name. Raises NotFound."""


class RemoteAccounts:
    """The accounts service, over RPC."""

    def __init__(self, remote: Any) -> None:
        self._remote = remote

    def find(self, user_id: int | None, username: str | None) -> Account:
        """See `Accounts.find`."""
        found = self._remote.call("get_account", user_id=user_id, username=username)
        return Account(id=found["id"], role=found["role"])
