"""A private PostgreSQL that runs by itself for a while: to move data into it, to restore it, and for tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lectern import environment
from lectern.ports import PortBook
from lectern.servers.postgres import Postgres
from lectern.supervision import Supervisor
from lectern.waiting import wait_until

START_SECONDS = 90


@contextmanager
def postgres_alone(directory: Path, var: Path, durable: bool = True) -> Iterator[Postgres]:
    """The server whose files are in the directory, which is made if it is not there; its port and log are in `var`."""
    for part in ("run", "log"):
        (var / part).mkdir(parents=True, exist_ok=True)
    server = Postgres(directory, PortBook(var / "run" / "ports.json"), durable)
    supervisor = Supervisor(var.parent, server.programs(), environment.neutral({}))
    try:
        supervisor.launch()
        server.prepare()
        supervisor.start()
        wait_until(server.answers, START_SECONDS, "PostgreSQL accepts connections")
        yield server
    finally:
        supervisor.shut_down()
