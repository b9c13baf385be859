"""`Prefer: wait=N` (RFC 7240, section 4.3): what a service has only begun to make (202) is waited for here.

A service that answers 202 with a `Location` says `Retry-After` when that is asked for, as long as it is not finished.
So nobody waits in a service: the gateway asks again now and then, which costs nothing while it does not.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import Any

LONGEST = 60
PAUSE = 0.5

_WAIT = re.compile(r"(?:^|[,;])\s*wait\s*=\s*\"?(\d{1,6})\"?\s*(?=$|[,;])", re.IGNORECASE)

Reply = dict[str, Any]
Ask = Callable[[str], Awaitable[Reply]]


def seconds(prefer: str | None) -> int:
    """For how long the client wants to wait, at most a minute; 0 if it does not."""
    found = _WAIT.search(prefer or "")
    return min(int(found[1]), LONGEST) if found else 0


async def finished(begun: Reply, prefer: str | None, ask: Ask, pause: float = PAUSE) -> Reply:
    """The reply to what was begun: 201 with the finished thing if that is there in time, else the first one.

    `ask` makes the GET of a path. What it raises ends the waiting: the thing was begun all the same.
    """
    location = _header(begun, "location")
    patience = seconds(prefer) if begun.get("status") == 202 and location else 0
    if not patience or location is None:
        return begun
    try:
        async with asyncio.timeout(patience):
            while True:
                await asyncio.sleep(pause)
                found = await ask(location)
                if _header(found, "retry-after") is None:
                    return _created(begun, found)
    except TimeoutError:
        return begun


def _created(begun: Reply, found: Reply) -> Reply:
    headers = {**(begun.get("headers") or {}), "Preference-Applied": "wait"}
    return {"status": 201, "headers": headers, "body": found.get("body", "")}


def _header(reply: Reply, name: str) -> str | None:
    headers = {key.lower(): str(value) for key, value in (reply.get("headers") or {}).items()}
    return headers.get(name)
