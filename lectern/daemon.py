"""The supervisor's process: supervisord, made to stop when the process that started it is gone.

What the programs write it takes up several times a second, and not line by line: a gateway that answers thousands of
requests a second would have it wake for each. Meanwhile the lines are in the pipe, where they outlive who wrote them.
"""

import ctypes
import fcntl
import os
import signal
import sys
import time
from contextlib import suppress
from typing import Any

from supervisor import poller, supervisord

PR_SET_PDEATHSIG = 1  # prctl(2), Linux
GATHER_SECONDS = 0.05
PIPE_BYTES = 256 * 1024  # what is written in that time, several times over; Linux gives a pipe 64 KiB


class Poller(poller.Poller):  # type: ignore[misc]  # supervisor has no types
    """Waits for programs and for orders; lets what programs write gather, but no order wait."""

    def poll(self, timeout: float) -> tuple[list[int], list[int]]:
        """The file descriptors to read from, and to write to."""
        readable, writable = super().poll(timeout)
        if readable and not writable and self.options.get_socket_map().keys().isdisjoint(readable):
            time.sleep(GATHER_SECONDS)
        return readable, writable


class Options(supervisord.ServerOptions):  # type: ignore[misc]  # supervisor has no types
    """What supervisord asks of the operating system."""

    def __init__(self) -> None:
        super().__init__()
        self.poller = Poller(self)

    def make_pipes(self, stderr: bool = True) -> dict[str, Any]:
        """The pipes of a new process, with room for what gathers."""
        pipes: dict[str, Any] = super().make_pipes(stderr)
        if sys.platform == "linux":
            with suppress(PermissionError):  # a user who has many already may not make one larger
                fcntl.fcntl(pipes["stdout"], fcntl.F_SETPIPE_SZ, PIPE_BYTES)
        return pipes


def stop_with_parent(parent: int) -> None:
    """Ask the kernel for a SIGTERM to this process as soon as the parent has died."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        sys.exit("The launcher is gone.")


def main() -> None:
    """Run as: python -m lectern.daemon PARENT_PID CONFIGURATION_FILE."""
    parent, configuration = sys.argv[1:]
    stop_with_parent(int(parent))
    supervisord.ServerOptions = Options
    supervisord.main(["--configuration", configuration])


if __name__ == "__main__":
    main()
