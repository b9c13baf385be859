"""When to relay: at once after a commit that emitted something, and now and then in case somebody died before."""

from __future__ import annotations

import logging
import threading
import time
from typing import TYPE_CHECKING

from chassis.ledger.relay import Relay, sweep

if TYPE_CHECKING:
    from chassis.database.store import Store

POLL_SECONDS = 3.0
GATHER_SECONDS = 0.02
"""From waking to looking: what is emitted meanwhile leaves together, and whoever made the change is answered first."""
AGAIN_SECONDS = 1.0
CONTENDED_SECONDS = 0.05
SWEEP_SECONDS = 3600.0

_log = logging.getLogger(__name__)


class RelayLoop:
    """Runs a relay until stopped. `wake` may be called from anywhere in the process."""

    def __init__(self, store: Store, relay: Relay) -> None:
        self._store = store
        self._relay = relay
        self._awake = threading.Event()
        self._stopping = False
        self._swept = time.monotonic()

    def wake(self) -> None:
        """There is something to send."""
        self._awake.set()

    def stop(self) -> None:
        """Leave after the drain that is under way."""
        self._stopping = True
        self._awake.set()

    def run(self) -> None:
        """Relay until `stop`; a broker or database that is away is only waited for."""
        pause = 0.0
        while not self._stopping:
            if self._awake.wait(pause):
                time.sleep(GATHER_SECONDS)
            self._awake.clear()
            pause = self._round()

    def _round(self) -> float:
        try:
            finished = self._relay.drain()
            if time.monotonic() - self._swept > SWEEP_SECONDS:
                self._swept = time.monotonic()
                sweep(self._store)
        except Exception as error:
            _log.warning("events wait in the outbox: %s", error)
            return AGAIN_SECONDS
        return POLL_SECONDS if finished else CONTENDED_SECONDS
