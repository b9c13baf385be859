"""Links that work without signing in: signed, and good for one thing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from chassis.ids import MAX_ID
from chassis.signing import Signer
from notifications.config import settings

ALL = "all"
LONGEST = 200
BETWEEN = "~"
"""Between the parts of a token: an address with a dot at its end is that of a file, and no page of the web app."""


@dataclass(frozen=True, slots=True)
class Unsubscription:
    """Whose mails of which type (or `all`) a link ends."""

    user_id: int
    scope: str


def unsubscribe_token(user_id: int, scope: str) -> str:
    """The token of a link that ends somebody's mails of one type."""
    return BETWEEN.join((str(user_id), scope, _signer().sign(str(user_id), scope)))


def read_unsubscribe_token(token: str) -> Unsubscription | None:
    """What a token stands for; None for one that was not made here."""
    user_id, _, rest = token.partition(BETWEEN)
    scope, _, signature = rest.partition(BETWEEN)
    is_id = len(token) <= LONGEST and user_id.isascii() and user_id.isdigit()
    if not is_id or not _signer().verifies(signature, user_id, scope):
        return None
    return Unsubscription(min(int(user_id), MAX_ID), scope)


@lru_cache(maxsize=1)
def _signer() -> Signer:
    return Signer(settings().secret_key, "unsubscribe")
