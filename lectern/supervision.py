"""Running programs under supervisord: starting it, speaking with it, and leaving nothing behind."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import xmlrpc.client
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from lectern import leftovers
from lectern.programs import Program, configuration
from lectern.waiting import wait_until

LONGEST_SOCKET_PATH = 100  # sun_path of a Unix socket holds 108 bytes
START_SECONDS, STOP_SECONDS = 20, 90


class NotStarted(Exception):
    """The supervisor ended at once; what it says is on standard error or in its log."""


class Supervisor:
    """A supervisord of our own for the programs of one system directory."""

    def __init__(self, directory: Path, programs: Sequence[Program], environment: Mapping[str, str]) -> None:
        self._directory = directory
        self._programs = {program.name: program for program in programs}
        self._environment = {**environment, **leftovers.mark_of(directory)}
        self._socket = _socket_path(directory)
        self._process: subprocess.Popen[bytes] | None = None

    def launch(self) -> None:
        """Start supervisord, with no program running yet."""
        leftovers.end(self._directory)
        self._socket.unlink(missing_ok=True)
        file = self._directory / "var" / "run" / "supervisord.conf"
        file.touch(mode=0o600)
        file.write_text(configuration(self._programs.values(), self._socket))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "lectern.daemon", str(os.getpid()), str(file)],
            cwd=self._directory,
            env=self._environment,
            start_new_session=True,
        )
        wait_until(lambda: self.is_answering() or not self.is_alive(), START_SECONDS, "the supervisor answers")
        if not self.is_alive():
            raise NotStarted(f"The supervisor did not start; its log: {self._directory / 'var/log/supervisor.log'}")

    def is_alive(self) -> bool:
        """Whether supervisord still runs."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        """The process id of supervisord, which all programs descend from; 0 if it was not launched."""
        return self._process.pid if self._process else 0

    def is_answering(self) -> bool:
        """Whether supervisord takes orders."""
        try:
            return bool(self._ask("supervisor.getState"))
        except OSError:
            return False

    def shut_down(self) -> None:
        """Stop all programs in their order, then supervisord; kill whatever is left."""
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None
        leftovers.end(self._directory)
        self._socket.unlink(missing_ok=True)

    def start(self, *names: str) -> None:
        """Start the named programs, all of them when none is named."""
        for name in names or tuple(self._programs):
            self._ask("supervisor.startProcess", self._programs[name].full_name, False)

    def stop(self, name: str) -> None:
        """Stop a program and keep it stopped; returns when its process is gone."""
        self._ask("supervisor.stopProcess", self._programs[name].full_name, True)

    def pid_of(self, name: str) -> int:
        """The program's process id; 0 while it doesn't run."""
        return int(self._ask("supervisor.getProcessInfo", self._programs[name].full_name)["pid"])

    def kill(self, name: str, signal_number: int = signal.SIGKILL) -> int:
        """Send a running program a signal behind the supervisor's back; returns the pid that got it."""
        pid = wait_until(lambda: self.pid_of(name), 10, f"{name} runs")
        os.kill(pid, signal_number)
        return pid

    def processes(self) -> list[int]:
        """The process ids of everything that runs for this system, supervised or not."""
        return leftovers.find(self._directory)

    def _ask(self, method: str, *arguments: Any) -> Any:  # XML-RPC answers have no static type
        with closing(_UnixConnection(self._socket)) as connection:
            connection.request("POST", "/RPC2", xmlrpc.client.dumps(arguments, method))
            with connection.getresponse() as response:
                (answer,), _ = xmlrpc.client.loads(response.read())
        return answer


class _UnixConnection(http.client.HTTPConnection):
    """HTTP through a Unix socket."""

    def __init__(self, path: Path) -> None:
        super().__init__("localhost")
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.connect(str(self._path))


def _socket_path(directory: Path) -> Path:
    path = directory / "var" / "run" / "supervisor.sock"
    if len(os.fsencode(path)) <= LONGEST_SOCKET_PATH:
        return path
    return Path(tempfile.mkdtemp(prefix="lectern-")) / "supervisor.sock"
