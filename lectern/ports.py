"""Choosing TCP ports on the loopback interface that nobody else uses."""

import json
import secrets
import socket
from pathlib import Path

# Below Linux' ephemeral range (32768 up), so that no outgoing connection takes one by chance.
FIRST, LAST = 15_000, 31_999
LOOPBACK = "127.0.0.1"


def is_free(port: int) -> bool:
    """Whether a server could listen on the port now; closing connections of an old one don't count."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
        return True


def is_listening(port: int) -> bool:
    """Whether something accepts connections on the port."""
    try:
        socket.create_connection((LOOPBACK, port), timeout=1).close()
    except OSError:
        return False
    return True


def next_free(wanted: int) -> int:
    """The wanted port, or the first free one after it."""
    for port in range(wanted, min(wanted + 1000, 65_536)):
        if is_free(port):
            return port
    raise OSError(f"No port from {wanted} on is free.")


class PortBook:
    """Ports by name, remembered in a file so that a system keeps its ports from run to run."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known: dict[str, int] = json.loads(file.read_text()) if file.exists() else {}
        self._given: set[int] = set()

    def port(self, name: str) -> int:
        """The port of that name: the one of the last run if it is still free, else a new one."""
        port = self._known.get(name, 0)
        while port in self._given or not port or not is_free(port):
            port = FIRST + secrets.randbelow(LAST - FIRST + 1)
        self._given.add(port)
        self._known[name] = port
        self._file.write_text(json.dumps(self._known, indent=2) + "\n")
        return port
