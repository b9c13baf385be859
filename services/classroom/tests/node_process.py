"""A node as a process of its own, to be killed."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import suppress
from pathlib import Path

from chassis.database import Store
from chassis.testing.processes import free_port
from services.classroom.tests.sockets import SECONDS, SECRET


class NodeProcess:
    """A node as a process, killed and started again at the same address. What it stores is in `directory`."""

    def __init__(self, db: Store, redis_url: str, directory: Path) -> None:
        self.port = free_port()
        self.url = f"ws://127.0.0.1:{self.port}"
        self._log = directory / "node.log"
        self._environment = {
            **os.environ,
            "CLASSROOM_DATABASE_URL": db.engine.url.render_as_string(hide_password=False),
            "REDIS_URL": redis_url,
            "SECRET_KEY": SECRET,
            "NODE_PORT": str(self.port),
            "RATE_LIMITS": "off",
            "STORAGE_URL": f"file:{directory / 'storage'}",
        }
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start it; whoever connects too early tries again."""
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "classroom.node", env=self._environment, stdout=log, stderr=log
            )

    async def is_listening(self) -> None:
        """Wait until it can be connected to. Raises TimeoutError."""
        async with asyncio.timeout(SECONDS):
            while True:
                with suppress(OSError):
                    _, writer = await asyncio.open_connection("127.0.0.1", self.port)
                    writer.close()
                    return
                await asyncio.sleep(0.05)

    async def end(self, number: int) -> None:
        """Send a signal and wait for the end."""
        if self._process is not None and self._process.returncode is None:
            self._process.send_signal(number)
            await self._process.wait()
