"""Processes under test: started as in production, watched from outside, killed at will."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx

from lectern import environment
from lectern.layout import ROOT
from lectern.ports import PortBook
from lectern.probing import ask
from lectern.waiting import TooLate, wait_until

READY_SECONDS = 90
SERVICE = "tests.faults.probe.service:ProbeService"
HANDLERS = "tests.faults.probe.handlers:ProbeHandlers"


class Process:
    """One process of the system, working in `directory`; its log is `<name>.log` there."""

    def __init__(self, name: str, words: list[str], directory: Path, settings: Mapping[str, str], port: int) -> None:
        self.name = name
        self.port = port
        self._words = words
        self._directory = directory
        self._environment = environment.neutral({"PYTHONPATH": str(ROOT), **settings})
        self._running: subprocess.Popen[bytes] | None = None

    def start(self, **settings: str) -> Process:
        """Start it, with more settings than it has anyway."""
        with self.log.open("ab") as log:
            self._running = subprocess.Popen(
                self._words,
                cwd=self._directory,
                env={**self._environment, **settings},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        return self

    @property
    def log(self) -> Path:
        """What it printed, over all its lives."""
        return self._directory / f"{self.name}.log"

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._running is not None and self._running.poll() is None

    @property
    def resident(self) -> int:
        """Bytes of memory that it holds."""
        assert self._running is not None
        return int(Path(f"/proc/{self._running.pid}/statm").read_text().split()[1]) * resource.getpagesize()

    def keep_alive(self) -> None:
        """Start it again if it has died, as a supervisor would."""
        if not self.alive:
            self.start()

    def kill(self) -> None:
        """kill -9; returns when it is gone."""
        self.signal(signal.SIGKILL)
        self.exit_code(10)

    def signal(self, number: int) -> None:
        """Send a signal, if it still runs."""
        if self._running is not None:
            self._running.send_signal(number)

    def exit_code(self, seconds: float) -> int:
        """How it ended; raises TooLate if it runs on."""
        process = self._running
        assert process is not None
        wait_until(lambda: process.poll() is not None, seconds, f"{self.name} has ended")
        return int(process.returncode)

    def limit_files(self, size: int | None) -> None:
        """Let no file of it grow over so many bytes, which to the writer looks like a full disk; None lifts that."""
        assert self._running is not None
        _, most = resource.prlimit(self._running.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(self._running.pid, resource.RLIMIT_FSIZE, (most if size is None else size, most))

    def health(self, path: str = "/readyz") -> tuple[int, dict[str, Any]]:
        """What it says about itself: the status and the checks; 0 when it says nothing."""
        try:
            answer = ask(self.port, path)
            return answer.status_code, answer.json()
        except (httpx.HTTPError, ValueError):
            return 0, {}

    @property
    def ready(self) -> bool:
        """Whether it says that it can serve."""
        return self.health()[0] == 200

    def wait_until_ready(self, seconds: float = READY_SECONDS) -> Process:
        """Return when it says that it can serve."""
        try:
            wait_until(lambda: self.ready, seconds, f"{self.name} is ready")
        except TooLate as late:
            raise TooLate(f"{late}; it says {self.health()}; its log ends: {self.log.read_text()[-3000:]}") from None
        return self

    def metric(self, line: str) -> float:
        """The value of one metric by its name and labels, as they are printed; 0 when it is not there."""
        text = ask(self.port, "/metrics").text
        found = [row.rsplit(" ", 1)[1] for row in text.splitlines() if row.startswith(f"{line} ")]
        return float(found[0]) if found else 0.0


class Stage:
    """Starts processes in a directory of one test's own, with that test's settings, and ends them."""

    def __init__(self, directory: Path, settings: Mapping[str, str]) -> None:
        self.directory = directory
        self.settings = dict(settings)
        self._ports = PortBook(directory / "ports.json")
        self._processes: list[Process] = []

    def service(self, name: str = "service", target: str = SERVICE, **settings: str) -> Process:
        """A service class as a process, not started yet."""
        port = self._ports.port(name)
        words = [sys.executable, "-m", "chassis.run", target]
        return self._add(name, words, {"HEALTH_PORT": str(port), **settings}, port)

    def handlers(self, **settings: str) -> Process:
        """The probe's handlers as a process, not started yet."""
        return self.service("handlers", HANDLERS, **settings)

    def gateway(self, **settings: str) -> Process:
        """The gateway as a process, not started yet."""
        port = self._ports.port("gateway")
        return self._add("gateway", [sys.executable, "-m", "gateway"], {"PORT": str(port), **settings}, port)

    def run(self, module: str, *words: str) -> None:
        """Run a command to its end."""
        env = environment.neutral({"PYTHONPATH": str(ROOT), **self.settings})
        command = [sys.executable, "-m", module, *words]
        subprocess.run(command, cwd=self.directory, env=env, check=True, capture_output=True, timeout=60)

    def clear(self) -> None:
        """End every process."""
        for process in self._processes:
            if process.alive:
                process.kill()

    def _add(self, name: str, words: list[str], settings: Mapping[str, str], port: int) -> Process:
        process = Process(name, words, self.directory, {**self.settings, **settings}, port)
        self._processes.append(process)
        return process
