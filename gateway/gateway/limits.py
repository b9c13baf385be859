"""How many requests a second somebody may send, and the first of a burst at once.

The generic cell rate algorithm (ITU-T I.371): a key holds one number, the time at which all that it was let through
would have been due at its steady rate. Each gateway counts for itself; throttles on single actions, as on signing in,
are the services' own and count for all gateways.
"""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

from chassis.errors import TooMany
from gateway.settings import GatewaySettings

CAPACITY = 50_000


class RateLimit:
    """At most `rate` requests a second for each key, and `burst` at once; a rate of infinity refuses nobody."""

    def __init__(self, rate: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._interval = 1 / rate
        self._tolerance = self._interval * burst
        self._clock = clock
        self._due: OrderedDict[Hashable, float] = OrderedDict()

    def take(self, key: Hashable) -> None:
        """Count one request. Raises TooMany, and counts nothing, when it comes too early."""
        self.check(key)
        self._due[key] = max(self._due.get(key, 0.0), self._clock()) + self._interval
        self._due.move_to_end(key)
        if len(self._due) > CAPACITY:
            self._due.popitem(last=False)

    def check(self, key: Hashable) -> None:
        """Raises TooMany when a request would come too early."""
        early = self._due.get(key, 0.0) + self._interval - self._tolerance - self._clock()
        if early > 0:
            raise TooMany("too_many_requests", "Too many requests. Please slow down.", retry_after=math.ceil(early))


class Limits:
    """The limits of a gateway: by person for those who are signed in, by address for all others."""

    def __init__(self, person: RateLimit, address: RateLimit) -> None:
        self._person = person
        self._address = address

    def person(self, actor_id: int) -> None:
        """Count a request of somebody signed in. Raises TooMany."""
        self._person.take(actor_id)

    def address(self, address: str) -> None:
        """Count a request of somebody who is not, or whose token is not good. Raises TooMany."""
        self._address.take(address)

    def stranger(self, address: str) -> None:
        """Before a token is looked up that is not known yet: too many bad ones came from there. Raises TooMany."""
        self._address.check(address)


def limits(settings: GatewaySettings) -> Limits:
    """The limits of the settings; with `RATE_LIMITS=off` there are none."""
    factor = 1 if settings.rate_limits == "on" else math.inf
    return Limits(
        RateLimit(settings.rate_per_person * factor, settings.burst_per_person),
        RateLimit(settings.rate_per_address * factor, settings.burst_per_address),
    )
