"""How often one person may open sockets: a browser that comes back in a loop must not take the service along."""

from __future__ import annotations

from chassis.redis import connect
from chassis.throttle import Throttle
from classroom.config import settings

SOCKETS_PER_PERSON = Throttle("classroom.sockets", limit=60, window=10)


def keep_pace(user_id: int) -> None:
    """Count a socket. Raises TooMany when there were too many of late."""
    if settings().rate_limits == "on":
        SOCKETS_PER_PERSON.take(connect(settings().redis_url), str(user_id))
