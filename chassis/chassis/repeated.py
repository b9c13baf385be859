"""Work that nobody asks for: done again and again while a process runs, as looking for what has become due.

class AssignmentsHandlers(Worker):
    db = Database()
    deadlines = Repeated(lambda own: submitting.submit_overdue(own.db), seconds=2)
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from nameko.extensions import DependencyProvider

_log = logging.getLogger(__name__)


class Repeated(DependencyProvider):
    """Calls `job` at once and then every `seconds` after it has ended, in `threads` green threads.

    The job gets the other dependencies of its class as attributes. One that answers with something true is called
    again at once: there is more to do. What it raises is logged, and the next turn comes as usual. A process that ends
    breaks the job off (`GreenletExit`): what matters has to be in the database, to be taken up again.
    """

    def __init__(self, job: Callable[[Any], Any], seconds: float, threads: int = 1) -> None:
        self._job = job
        self._seconds = seconds
        self._threads = threads
        self._stopping = threading.Event()

    def start(self) -> None:
        """Called when the container starts."""
        for _ in range(self._threads):
            self.container.spawn_managed_thread(self._run, identifier=f"repeated {self.attr_name}")

    def stop(self) -> None:
        """Called after the last worker is done."""
        self._stopping.set()

    def kill(self) -> None:
        """Called when the container dies."""
        self._stopping.set()

    def _run(self) -> None:
        own = SimpleNamespace(
            **{one.attr_name: one.get_dependency(None) for one in self.container.dependencies if one.attr_name}
        )
        pause = 0.0
        while not self._stopping.wait(pause):
            pause = self._seconds
            try:
                if self._job(own):
                    pause = 0.0
            except Exception:
                _log.exception("%s failed", self.attr_name)
