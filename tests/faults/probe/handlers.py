"""The probe's handlers: one that works, one that always fails, one that kills its process."""

from __future__ import annotations

import os
import signal
import time

from chassis.database import Database
from chassis.events import Event, handles
from chassis.service import Worker
from tests.faults.probe import sabotage
from tests.faults.probe.models import Heard
from tests.faults.probe.trace import trace

sabotage.prepare()


class ProbeHandlers(Worker):
    """Hears what the probe tells."""

    name = "probe"
    version = "0.1.0"
    db = Database()

    @handles("probe.noted")
    def on_probe_noted(self, event: Event) -> None:
        """Write down what was heard."""
        trace("noted", f"{time.time():.6f} {event.data['text']}")
        with self.db.write() as session:
            session.add(Heard(event_id=event.id, text=event.data["text"]))

    @handles("probe.failed")
    def on_probe_failed(self, event: Event) -> None:
        """Fail, after having had an effect."""
        trace("failed", event.id)
        with self.db.write() as session:
            session.add(Heard(event_id=event.id, text=event.data["text"]))
        raise RuntimeError("this handler never succeeds")

    @handles("probe.exploded")
    def on_probe_exploded(self, event: Event) -> None:
        """Die."""
        trace("exploded", event.id)
        os.kill(os.getpid(), signal.SIGKILL)
