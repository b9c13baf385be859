"""The message broker, Redis and, if asked for, PostgreSQL: private ones, or those that the environment names."""

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from lectern.ports import PortBook, is_listening
from lectern.programs import Program
from lectern.servers.postgres import Postgres
from lectern.servers.rabbitmq import RabbitMQ
from lectern.servers.redis import Redis
from lectern.supervision import Supervisor
from lectern.waiting import wait_until

START_SECONDS = 90


@dataclass(frozen=True)
class Servers:
    """Addresses of the servers, the programs that run the private ones, and the ports of those."""

    amqp_url: str
    redis_url: str
    programs: list[Program]
    listening: dict[str, int]
    postgres: Postgres | None = field(default=None)

    def database_urls(self, names: Sequence[str]) -> dict[str, str]:
        """`<NAME>_DATABASE_URL` for each, if there is a private PostgreSQL."""
        return {f"{name.upper()}_DATABASE_URL": self.postgres.url(name) for name in names} if self.postgres else {}

    def prepare(self) -> None:
        """Make the files that servers need before they can start. Raises PostgresFailed."""
        if self.postgres:
            self.postgres.prepare()

    def make_databases(self, names: Sequence[str]) -> None:
        """Wait for the private PostgreSQL, if there is one, and make the databases in it."""
        if self.postgres:
            wait_until(self.postgres.answers, START_SECONDS, "PostgreSQL accepts connections")
            self.postgres.make_databases(names)

    def wait(self) -> None:
        """Return when the private servers accept connections."""
        for name, port in self.listening.items():
            wait_until(partial(is_listening, port), START_SECONDS, f"{name} accepts connections")


def plan(var: Path, ports: PortBook, environment: Mapping[str, str], durable: bool = True) -> Servers:
    """Private servers under `var`, but for those that AMQP_URL or REDIS_URL name; PostgreSQL if DB asks for it."""
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
    postgres = _postgres(var, ports, environment, durable)
    if postgres:
        programs += postgres.programs()
    return Servers(amqp_url, redis_url, programs, listening, postgres)


def _postgres(var: Path, ports: PortBook, environment: Mapping[str, str], durable: bool) -> Postgres | None:
    """As `DB` says, or as it was the last time. Raises ValueError for what it does not know, or would leave behind."""
    used = (var / "postgres" / "data").exists()
    wanted = environment.get("DB") or ("postgres" if used else "sqlite")
    if wanted not in ("sqlite", "postgres"):
        raise ValueError(f"DB is sqlite or postgres, not {wanted}.")
    if wanted == "postgres" and not used and list(var.glob("*.sqlite3")):
        raise ValueError(f"The data of this folder is in SQLite ({var}): please use DB=postgres in a new folder.")
    return Postgres(var / "postgres", ports, durable) if wanted == "postgres" else None


@dataclass(frozen=True)
class RunningServers:
    """Private servers that run, for tests; `postgres_url` is empty unless that was asked for."""

    amqp_url: str
    redis_url: str
    postgres_url: str
    supervisor: Supervisor


@contextmanager
def running(database: str = "sqlite") -> Iterator[RunningServers]:
    """A private RabbitMQ and Redis, and a `postgres` if wanted, in a temporary directory, gone at the end."""
    with tempfile.TemporaryDirectory(prefix="lectern-", ignore_cleanup_errors=True) as name:
        directory = Path(name)
        for part in ("run", "log"):
            (directory / "var" / part).mkdir(parents=True)
        servers = plan(
            directory / "var", PortBook(directory / "var" / "run" / "ports.json"), {"DB": database}, durable=False
        )
        supervisor = Supervisor(directory, servers.programs, dict(os.environ))
        try:
            supervisor.launch()
            servers.prepare()
            supervisor.start()
            servers.wait()
            servers.make_databases([])
            postgres_url = servers.postgres.url() if servers.postgres else ""
            yield RunningServers(servers.amqp_url, servers.redis_url, postgres_url, supervisor)
        finally:
            supervisor.shut_down()
