"""What every way of handing mail over has in common."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from notifications.mail.message import Message


class ServerAway(Exception):
    """No mail can be handed over now; it says nothing about any mail."""


class Refused(Exception):
    """The server does not take this mail: for good (`permanent`), or not now."""

    def __init__(self, reason: str, permanent: bool) -> None:
        super().__init__(reason)
        self.permanent = permanent


class Interrupted(Exception):
    """The connection ended while this mail was on its way: whether it was taken is not known."""


class Connection(Protocol):
    """An open way to hand mails over, one after the other."""

    def send(self, mail: Message) -> None:
        """Return when the mail has been taken over. Raises Refused, Interrupted or ServerAway."""


class Transport(Protocol):
    """A mail server, or what stands in for one."""

    def connected(self) -> AbstractContextManager[Connection]:
        """One connection, for a batch. Raises ServerAway."""
