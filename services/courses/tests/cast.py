"""The cast: Alice teaches, Bob studies, Charlie is an outsider, Dana administers."""

from __future__ import annotations

from chassis.call import Actor
from chassis.errors import NotFound
from courses.clients import Account

ALICE = Actor(1, "teacher")
BOB = Actor(2, "student")
CHARLIE = Actor(3, "student")
DANA = Actor(4, "admin")


class FakeAccounts:
    """Knows the cast, as the accounts service would."""

    names: dict[str, Actor] = {"alice": ALICE, "bob": BOB, "charlie": CHARLIE, "dana": DANA}  # noqa: RUF012

    def find(self, user_id: int | None, username: str | None) -> Account:
        """See `courses.clients.Accounts`."""
        for name, actor in self.names.items():
            if user_id == actor.id or username == name:
                return Account(actor.id, actor.role)
        raise NotFound("accounts.not_found", "There is no such account.")
