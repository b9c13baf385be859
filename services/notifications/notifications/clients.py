"""What this service asks of others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from pydantic import BaseModel, TypeAdapter

SOMEBODY = "Somebody"


class Person(BaseModel):
    """As much of an account as notifications need."""

    display_name: str


class Accounts(Protocol):
    """People's names."""

    def names(self, ids: Iterable[int]) -> Mapping[int, str]:
        """The names of the people with these ids; `Somebody` for one who is gone."""


class RemoteAccounts:
    """The accounts service, over RPC."""

    _people = TypeAdapter(dict[int, Person])

    def __init__(self, remote: Any) -> None:
        self._remote = remote

    def names(self, ids: Iterable[int]) -> Mapping[int, str]:
        """See `Accounts.names`."""
        wanted = sorted(set(ids))
        found = self._people.validate_python(self._remote.call("resolve_users", ids=wanted))
        return {one: found[one].display_name if one in found else SOMEBODY for one in wanted}
