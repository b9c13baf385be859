"""A RabbitMQ and a Redis of the fault tests' own, so that they may be killed, stopped and filled."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pika
from pika.exceptions import AMQPError

from lectern import servers
from lectern.ports import PortBook
from lectern.servers import Servers
from lectern.supervision import Supervisor
from lectern.waiting import wait_until

CTL_PLACES = ("/usr/lib/rabbitmq/bin", "/usr/local/sbin", "/opt/rabbitmq/sbin")
BOOT_SECONDS = 60


class World:
    """Both servers; what a test breaks it mends, and `mend` mends what it left broken."""

    def __init__(self, directory: Path, planned: Servers) -> None:
        self.amqp_url = planned.amqp_url
        self.redis_url = planned.redis_url
        self.supervisor = Supervisor(directory, planned.programs, dict(os.environ))
        self._broker_environment = {name: value for program in planned.programs if program.name == "rabbitmq"
                                    for name, value in program.environment.items()}  # fmt: skip
        self._alarmed = False

    def broker_answers(self) -> bool:
        """Whether the broker takes connections."""
        try:
            pika.BlockingConnection(parameters(self.amqp_url)).close()
        except (AMQPError, OSError):
            return False
        return True

    def wait_for_broker(self) -> None:
        """Return when the broker takes connections."""
        wait_until(self.broker_answers, BOOT_SECONDS, "the broker answers")

    def kill_broker(self) -> None:
        """kill -9; the supervisor starts it again."""
        killed = self.supervisor.kill("rabbitmq")
        wait_until(lambda: self.supervisor.pid_of("rabbitmq") not in (0, killed), 10, "the broker starts again")

    def stop_broker(self) -> None:
        """Stop the broker and keep it away."""
        self.supervisor.stop("rabbitmq")

    def start_broker(self) -> None:
        """Start it again; returns when it takes connections."""
        self.supervisor.start("rabbitmq")
        self.wait_for_broker()

    def raise_disk_alarm(self) -> None:
        """Make the broker believe that its disk is full: it stops reading from whoever publishes."""
        self._alarmed = True
        self._control("set_disk_free_limit", "100000GB")

    def clear_disk_alarm(self) -> None:
        """Believe in space again."""
        self._control("set_disk_free_limit", "1MB")
        self._alarmed = False

    def mend(self) -> None:
        """Everything runs and nothing is alarmed."""
        for name in ("epmd", "rabbitmq", "redis"):
            if not self.supervisor.pid_of(name):
                self.supervisor.start(name)
        self.wait_for_broker()
        if self._alarmed:
            self.clear_disk_alarm()

    def _control(self, *words: str) -> None:
        tool = next(path for place in CTL_PLACES if (path := Path(place) / "rabbitmqctl").exists())
        node = self._broker_environment["RABBITMQ_NODENAME"]
        subprocess.run(
            [str(tool), "-q", "-n", node, *words],
            env={**os.environ, **self._broker_environment},
            check=True,
            capture_output=True,
            timeout=60,
        )


def parameters(url: str) -> pika.URLParameters:
    """How tests connect: once, and soon tired of it."""
    found = pika.URLParameters(url)
    found.socket_timeout = 5
    found.stack_timeout = 5
    found.heartbeat = 0
    found.blocked_connection_timeout = 60
    return found


@contextmanager
def running() -> Iterator[World]:
    """The servers, gone at the end."""
    directory = Path(tempfile.mkdtemp(prefix="lectern-faults-"))
    for part in ("run", "log"):
        (directory / "var" / part).mkdir(parents=True)
    planned = servers.plan(directory / "var", PortBook(directory / "var" / "run" / "ports.json"), {})
    world = World(directory, planned)
    try:
        world.supervisor.launch()
        world.supervisor.start()
        planned.wait()
        world.wait_for_broker()
        yield world
    finally:
        world.supervisor.shut_down()
        shutil.rmtree(directory, ignore_errors=True)
