"""A private PostgreSQL, as a cluster has one, with a database for each service; gone at the end."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lectern.layout import ROOT, services
from lectern.ports import LOOPBACK, PortBook, is_listening
from lectern.servers.postgres import as_somebody, executable
from lectern.waiting import wait_until

SCRIPT = ROOT / "deploy" / "postgres" / "databases.sh"
USER = "postgres"
START_SECONDS, STOP_SECONDS = 120, 60


@contextmanager
def running() -> Iterator[dict[str, str]]:
    """The setting of each service that names its database."""
    with tempfile.TemporaryDirectory(prefix="lectern-postgres-", ignore_cleanup_errors=True) as name:
        directory = Path(name)
        port = PortBook(directory / "ports.json").port("postgres")
        if os.geteuid() == 0:
            shutil.chown(directory, USER)
        make = _words("initdb", "--username", USER, "--auth=trust", "--encoding=UTF8", "--no-sync", f"{directory}/data")
        subprocess.run(make, cwd="/", check=True, capture_output=True)
        options = ["-p", str(port), "-h", LOOPBACK, "-k", name, "-c", "fsync=off", "-c", "max_connections=300"]
        serve = _words("postgres", "-D", f"{directory}/data", *options)
        server = subprocess.Popen(serve, cwd="/", stderr=subprocess.DEVNULL)
        try:
            wait_until(lambda: is_listening(port), START_SECONDS, "PostgreSQL accepts connections")
            _make_databases(port)
            yield {
                f"{name.upper()}_DATABASE_URL": f"postgresql://{name}@{LOOPBACK}:{port}/{name}"
                for name in (service.name for service in services())
            }
        finally:
            server.send_signal(signal.SIGINT)  # at once, whoever is still connected
            server.wait(STOP_SECONDS)


def _make_databases(port: int) -> None:
    """As the container of docker-compose.yml makes them, by the same script."""
    server = {"PGHOST": LOOPBACK, "PGPORT": str(port), "POSTGRES_USER": USER, "POSTGRES_PASSWORD": "secret"}
    subprocess.run(["sh", str(SCRIPT)], env={**os.environ, **server}, check=True, capture_output=True)


def _words(program: str, *words: str) -> list[str]:
    return [*as_somebody(), str(executable(program)), *words]
