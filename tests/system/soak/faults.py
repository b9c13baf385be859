"""What breaks: one thing after another, chosen by dice that fall the same way for the same seed."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from redis import Redis

from lectern.system import System
from lectern.waiting import TooLate, wait_until
from tests.faults.support.proxy import Proxy

HEALING_SECONDS = 120
"""As a rule it takes ten; what is not whole by then never will be."""
SERVERS = frozenset({"epmd", "rabbitmq", "redis"})
FROZEN_SECONDS = (1.0, 6.0)


@dataclass(frozen=True)
class Struck:
    """What was broken, and how long it took until every process said again that it can serve."""

    name: str
    seconds: float

    def __str__(self) -> str:
        return f"{self.name}: ready after {self.seconds:.1f} s"


class Faults:
    """A bag of faults, drawn one by one and filled again when it is empty: so the rare ones come, and stay rare.

    While it is `sparing` nothing is killed, so that everything lives long enough to be seen growing.
    """

    def __init__(self, system: System, proxy: Proxy, dice: Random) -> None:
        self._system, self._proxy, self._dice = system, proxy, dice
        self._bag: list[Callable[[], str]] = []
        self.names = sorted(set(system.process_names) - SERVERS)
        self.struck: list[Struck] = []
        self.sparing = False

    def strike(self) -> None:
        """Break something, and wait until all is whole. Raises TooLate."""
        fault = self._draw()
        began = time.monotonic()
        name = fault()
        try:
            wait_until(self._system.is_ready, HEALING_SECONDS, f"the system is whole after: {name}")
        except TooLate as late:
            raise TooLate(f"{late}. {self._system.trouble()}") from None
        self.struck.append(Struck(name, time.monotonic() - began))

    def _draw(self) -> Callable[[], str]:
        while True:
            if not self._bag:
                often = [self._kill] * 4 + [self._freeze] * 2 + [self._cut_clients, self._cut_redis]
                self._bag = [*often, self._restart_redis, self._restart_rabbitmq]
                self._dice.shuffle(self._bag)
            fault = self._bag.pop()
            if not (self.sparing and fault == self._kill):
                return fault

    def _kill(self) -> str:
        name = self._dice.choice(self.names)
        killed = self._system.kill(name)
        wait_until(lambda: self._system.pid_of(name) not in (0, killed), HEALING_SECONDS, f"{name} is started again")
        return f"kill -9 {name}"

    def _freeze(self) -> str:
        name, seconds = self._dice.choice(self.names), self._dice.uniform(*FROZEN_SECONDS)
        frozen = self._system.supervisor.kill(name, signal.SIGSTOP)
        try:
            time.sleep(seconds)
        finally:
            os.kill(frozen, signal.SIGCONT)
        return f"{name} frozen for {seconds:.1f} s"

    def _cut_clients(self) -> str:
        self._proxy.cut()
        return "connections of all clients cut"

    def _cut_redis(self) -> str:
        with Redis.from_url(self._system.redis_url) as redis:
            for kind in ("normal", "pubsub"):
                redis.client_kill_filter(_type=kind, skipme=True)
        return "connections to Redis cut"

    def _restart_redis(self) -> str:
        return self._restart("redis")

    def _restart_rabbitmq(self) -> str:
        return self._restart("rabbitmq")

    def _restart(self, name: str) -> str:
        self._system.stop(name)
        self._system.start(name)
        return f"{name} restarted"
