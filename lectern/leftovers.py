"""Finding and ending the processes of a system by the mark that all of them carry.

The mark is an environment variable, so it also finds those that left their process group or whose
parent died.
"""

import os
import signal
from pathlib import Path

from lectern.waiting import wait_until

MARK = "LECTERN_RUN"


def mark_of(directory: Path) -> dict[str, str]:
    """The environment variable that marks the processes of the system in the directory."""
    return {MARK: str(directory.resolve())}


def find(directory: Path) -> list[int]:
    """The process ids of everything that runs for the system in the directory."""
    wanted = f"{MARK}={directory.resolve()}".encode()
    return [pid for pid in _pids() if pid != os.getpid() and wanted in _environment(pid)]


def end(directory: Path) -> list[int]:
    """Kill what still runs for the system in the directory; returns what was found."""
    found = find(directory)
    for pid in found:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    wait_until(lambda: not find(directory), 10, "processes of an earlier run have ended")
    return found


def environment_of(directory: Path) -> dict[str, str]:
    """The environment that the system running in the directory was given; empty when none runs there."""
    for pid in find(directory):
        pairs = environment_of_process(pid)
        if "AMQP_URL" in pairs:
            return pairs
    return {}


def environment_of_process(pid: int) -> dict[str, str]:
    """The environment that a process was given; empty when it is gone."""
    return dict(line.decode().partition("=")[::2] for line in _environment(pid) if b"=" in line)


def command_of(pid: int) -> list[str]:
    """A process's command line; empty when it is gone."""
    try:
        return [word.decode() for word in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[:-1]]
    except OSError:
        return []


def _pids() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _environment(pid: int) -> list[bytes]:
    try:
        return Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    except OSError:
        return []
