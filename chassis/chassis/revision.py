"""Which state a service's data is in, for all gateways to see: a name in Redis, another one after every change.

A gateway may answer again what was answered while the name was the same. The name changes before whoever made the
change is told that it is done, so that nobody is shown what was before their own change. A Redis that is away makes no
write fail: an answer that was kept is then used for as long as gateways use any, which is seconds.
"""

from __future__ import annotations

import logging
import uuid

from redis import RedisError

from chassis.redis import connect

_log = logging.getLogger(__name__)


def key_of(service: str) -> str:
    """The key in Redis under which a service's revision is found."""
    return f"{service}.revision"


class Revision:
    """The revision of one service's data."""

    def __init__(self, redis_url: str, service: str) -> None:
        self._url = redis_url
        self._key = key_of(service)

    def renew(self) -> None:
        """The data has changed."""
        try:
            connect(self._url).set(self._key, uuid.uuid4().hex)
        except RedisError as error:
            _log.warning("gateways were not told of a change: %s", error)
