"""The message broker and Redis: private ones, or those that the environment names instead."""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from lectern.ports import PortBook, is_listening
from lectern.programs import Program
from lectern.servers.rabbitmq import RabbitMQ
from lectern.servers.redis import Redis
from lectern.supervision import Supervisor
from lectern.waiting import wait_until

START_SECONDS = 90


@dataclass(frozen=True)
class Servers:
    """Addresses of both servers, the programs that run the private ones, and the ports of those."""

    amqp_url: str
    redis_url: str
    programs: list[Program]
    listening: dict[str, int]

    def wait(self) -> None:
        """Return when the private servers accept connections."""
        for name, port in self.listening.items():
            wait_until(partial(is_listening, port), START_SECONDS, f"{name} accepts connections")


def plan(var: Path, ports: PortBook, environment: Mapping[str, str]) -> Servers:
    """Private servers under `var`, but for those that AMQP_URL or REDIS_URL name."""
    amqp_url, redis_url = environment.get("AMQP_URL"), environment.get("REDIS_URL")
    programs: list[Program] = []
    listening: dict[str, int] = {}
    if not redis_url:
        redis = Redis(var / "redis", ports)
        redis_url, listening["Redis"] = redis.url, redis.port
        programs += redis.programs()
    if not amqp_url:
        rabbitmq = RabbitMQ(var / "rabbitmq", ports)
        amqp_url, listening["RabbitMQ"] = rabbitmq.url, rabbitmq.port
        programs += rabbitmq.programs()
    return Servers(amqp_url, redis_url, programs, listening)


@dataclass(frozen=True)
class RunningServers:
    """Private servers that run, for tests."""

    amqp_url: str
    redis_url: str
    supervisor: Supervisor


@contextmanager
def running() -> Iterator[RunningServers]:
    """A private RabbitMQ and Redis in a temporary directory, gone at the end."""
    with tempfile.TemporaryDirectory(prefix="lectern-", ignore_cleanup_errors=True) as name:
        directory = Path(name)
        for part in ("run", "log"):
            (directory / "var" / part).mkdir(parents=True)
        servers = plan(directory / "var", PortBook(directory / "var" / "run" / "ports.json"), {})
        supervisor = Supervisor(directory, servers.programs, dict(os.environ))
        try:
            supervisor.launch()
            supervisor.start()
            servers.wait()
            yield RunningServers(servers.amqp_url, servers.redis_url, supervisor)
        finally:
            supervisor.shut_down()
