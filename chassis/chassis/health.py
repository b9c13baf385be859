"""What a process knows of its own health.

Alive: the hub of green threads has turned within the last five seconds.
Ready: not stopping, consumers established, the database answers and can be written, events leave within thirty seconds,
and some worker has been free within the last fifteen.
"""

from __future__ import annotations

import logging
import time
from typing import Any

import eventlet

from chassis.database.store import Store
from chassis.ledger.proof import prove_writable
from chassis.ledger.relay import lag_seconds
from chassis.metrics import OUTBOX_LAG
from chassis.stopping import Stopping

HUB_SECONDS = 5.0
LAG_SECONDS = 30.0
BUSY_SECONDS = 15.0
STALE_SECONDS = 5.0
PULSE_SECONDS = 1.0
READ_EVERY_SECONDS = 3.0
WRITE_EVERY_SECONDS = 5.0

_log = logging.getLogger(__name__)


class Pulse:
    """Looks after a container once a second from inside the hub, and remembers what it saw for the real thread."""

    def __init__(self, container: Any, stopping: Stopping) -> None:
        self._container = container
        self._stopping = stopping
        self._turned = self._looked = self._free = time.monotonic()
        self._read = self._written = float("-inf")
        self._database_checks: dict[str, str] = {}
        self._checks: dict[str, str] = {"consumers": "starting"}
        eventlet.spawn_n(self._turn)
        eventlet.spawn_n(self._watch)

    @property
    def alive(self) -> bool:
        """Whether the hub turns."""
        return time.monotonic() - self._turned < HUB_SECONDS

    @property
    def checks(self) -> dict[str, str]:
        """What was seen last: check → `ok` or what is wrong."""
        found = dict(self._checks)
        stale = time.monotonic() - self._looked
        if stale > STALE_SECONDS:
            found["checks"] = f"not finished for {stale:.0f} s"
        if self._stopping.requested:
            found["process"] = "stopping"
        return found

    @property
    def ready(self) -> bool:
        """Whether all is well."""
        return self.alive and all(state == "ok" for state in self.checks.values())

    def _turn(self) -> None:
        """On its own, so that a check that waits does not look like a hub that is stuck."""
        while True:
            self._turned = time.monotonic()
            eventlet.sleep(PULSE_SECONDS)

    def _watch(self) -> None:
        while True:
            try:
                self._checks = {"consumers": self._consumers(), "workers": self._workers(), **self._database()}
            except Exception as error:
                _log.exception("a health check failed")
                self._checks = {"checks": f"failed: {type(error).__name__}"}
            self._looked = time.monotonic()
            eventlet.sleep(PULSE_SECONDS)

    def _consumers(self) -> str:
        troubles = [extension.trouble for extension in self._container.extensions if hasattr(extension, "trouble")]
        return next((trouble for trouble in troubles if trouble), "ok")

    def _workers(self) -> str:
        if self._container._worker_pool.free():
            self._free = time.monotonic()
        busy = time.monotonic() - self._free
        return "ok" if busy < BUSY_SECONDS else f"none has been free for {busy:.0f} s"

    def _database(self) -> dict[str, str]:
        """Looked at every few seconds while all is well with it, and every time while it is not."""
        is_well = set(self._database_checks.values()) == {"ok"}
        if not (is_well and time.monotonic() - self._read < READ_EVERY_SECONDS):
            self._database_checks = self._look_into_database()
            self._read = time.monotonic()
        return self._database_checks

    def _look_into_database(self) -> dict[str, str]:
        stores = [ext.store for ext in self._container.dependencies if isinstance(getattr(ext, "store", None), Store)]
        if not stores:
            return {}
        try:
            lag = lag_seconds(stores[0])
        except Exception as error:
            return {"database": f"away: {_said(error)}"}
        OUTBOX_LAG.labels(self._container.service_name).set(lag)
        outbox = "ok" if lag < LAG_SECONDS else f"{lag:.0f} s behind"
        return {"database": self._writing(stores[0]), "outbox": outbox}

    def _writing(self, store: Store) -> str:
        """Tried every few seconds while it works, and at every look while it does not."""
        if time.monotonic() - self._written < WRITE_EVERY_SECONDS:
            return "ok"
        try:
            prove_writable(store)
        except Exception as error:
            return f"cannot be written: {_said(error)}"
        self._written = time.monotonic()
        return "ok"


def _said(error: Exception) -> str:
    """The first line of what the database's driver says, without the statement that SQLAlchemy adds."""
    lines = str(getattr(error, "orig", None) or error).splitlines()
    return lines[0] if lines else type(error).__name__
