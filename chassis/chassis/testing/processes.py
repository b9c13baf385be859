"""Running a service class in a process of its own, as in production, for as long as a test needs it."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from prometheus_client.parser import text_string_to_metric_families

from chassis.loading import load
from chassis.testing.broker import Broker
from chassis.testing.waiting import eventually

READY_SECONDS = 90.0
STOP_SECONDS = 25.0


@dataclass(frozen=True)
class ServiceProcess:
    """A running `python -m chassis.run`."""

    process: subprocess.Popen[bytes]
    port: int
    output: Path

    def get(self, path: str) -> tuple[int, str]:
        """Ask its health server; status 0 while that does not answer."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=2) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()
        except OSError:
            return 0, ""

    def is_ready(self) -> bool:
        """Whether it says it is. Raises AssertionError with its log when it has ended."""
        if self.process.poll() is not None:
            raise AssertionError(f"ended with {self.process.returncode}:\n{self.log()}")
        return self.get("/readyz")[0] == HTTPStatus.OK

    def metric(self, name: str, **labels: str) -> float:
        """A metric's value; 0 for one that has not been counted yet."""
        for family in text_string_to_metric_families(self.get("/metrics")[1]):
            for sample in family.samples:
                if sample.name == name and sample.labels == labels:
                    return float(sample.value)
        return 0.0

    def log(self) -> str:
        """What it has written so far."""
        return self.output.read_text("utf-8")

    def stop(self) -> int:
        """SIGTERM; the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(STOP_SECONDS)

    def kill(self) -> None:
        """SIGKILL."""
        self.process.kill()
        self.process.wait(STOP_SECONDS)


@contextlib.contextmanager
def running(
    target: str, environment: Mapping[str, str], directory: Path, wait: bool = True
) -> Iterator[ServiceProcess]:
    """Run `module:Class` with `environment` on top of this process's. Its log goes to `directory`, where it also runs.

    Yields when it is ready, or at once without `wait`. Its handlers hear nothing that was told before.
    """
    _forget_unrouted(target, environment)
    port = free_port()
    output = directory / f"{target.partition(':')[2]}-{port}.log"
    process = _start(target, {**environment, "HEALTH_PORT": str(port), "LOG_FORMAT": "json"}, directory, output)
    service = ServiceProcess(process, port, output)
    try:
        if wait:
            eventually(service.is_ready, f"{target} is ready", READY_SECONDS)
        yield service
    finally:
        if process.poll() is None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                service.stop()
            service.kill()


def _forget_unrouted(target: str, environment: Mapping[str, str]) -> None:
    """Only for classes that can be imported here too, and while there is a broker."""
    with contextlib.suppress(ImportError, OSError, KeyError):
        service = load(target)
        with contextlib.closing(Broker(environment["AMQP_URL"])) as broker:
            broker.forget_unrouted(service)


def free_port() -> int:
    """A TCP port that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _start(target: str, environment: Mapping[str, str], directory: Path, output: Path) -> subprocess.Popen[bytes]:
    with output.open("wb") as log:
        return subprocess.Popen(  # noqa: S603  # the command line is ours
            [sys.executable, "-m", "chassis.run", target],
            env={**os.environ, **environment},
            cwd=directory,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
