"""A private Redis on a port of its own. It keeps nothing on disk: all that is in it may be lost."""

import secrets
import shutil
from pathlib import Path

from lectern.ports import PortBook
from lectern.programs import Program

GROUP, PRIORITY = "servers", 10

CONFIGURATION = """\
bind 127.0.0.1
port {port}
requirepass {password}
dir {directory}
save ""
appendonly no
"""


class Redis:
    """Redis' configuration under `directory` and the program that runs it."""

    def __init__(self, directory: Path, ports: PortBook) -> None:
        self._directory = directory
        self.port = ports.port("redis")
        self._password = secrets.token_urlsafe(24)

    @property
    def url(self) -> str:
        """The Redis address, with its password."""
        return f"redis://:{self._password}@127.0.0.1:{self.port}/0"

    def programs(self) -> list[Program]:
        """Write the configuration; returns the server."""
        self._directory.mkdir(parents=True, exist_ok=True)
        file = self._directory / "redis.conf"
        file.touch(mode=0o600)
        quoted = f'"{self._directory}"'
        file.write_text(CONFIGURATION.format(port=self.port, password=self._password, directory=quoted))
        return [Program("redis", [shutil.which("redis-server") or "redis-server", str(file)], GROUP, PRIORITY)]


def is_installed() -> bool:
    """Whether this machine has Redis."""
    return shutil.which("redis-server") is not None
