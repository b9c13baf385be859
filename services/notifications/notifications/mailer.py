"""What happens by the clock: mails and digests leave, reminders come due. A process of its own, beside the service.

It may run several times over: mails are held while they are sent, and a reminder is told once.
"""

from __future__ import annotations

import logging
import time
import uuid
from dataclasses import dataclass

from chassis.amqp.client import ServiceClient
from chassis.clock import now
from chassis.database import Database
from chassis.live import LiveChannels
from chassis.repeating import every
from chassis.service import Worker
from notifications.clients import RemoteAccounts, RemoteCourses
from notifications.config import settings
from notifications.live import RedisLive
from notifications.mail.configured import transport
from notifications.usecases import planned, queue
from notifications.usecases.delivery import NotNow, deliver
from notifications.usecases.reminding import BATCH, remind

_log = logging.getLogger(__name__)


@dataclass
class Patience:
    """How long to leave a mail server alone that is away: 1, 2, 4 … seconds, `longest` at most."""

    longest: float
    failures: int = 0
    until: float = 0.0

    @property
    def waiting(self) -> bool:
        """Whether it is too early to try again."""
        return time.monotonic() < self.until

    def failed(self) -> None:
        """It was away once more."""
        self.until = time.monotonic() + min(2.0**self.failures, self.longest)
        self.failures += 1

    def worked(self) -> None:
        """It is there."""
        self.failures = 0


class NotificationsMailer(Worker):
    """Sends mail, and reminds people of deadlines and lessons."""

    name = "notifications"
    version = "0.1.0"
    db = Database(synchronous="NORMAL")  # a killed process loses nothing; after a power cut a mail may come twice
    live = LiveChannels()
    accounts = ServiceClient("accounts")
    courses = ServiceClient("courses")

    holder = str(uuid.uuid4())
    patience = Patience(settings().mail_pause)

    @every(seconds=1)
    def deliver(self) -> None:
        """Send what is due."""
        if self.patience.waiting:
            return
        try:
            deliver(self.db, RemoteAccounts(self.accounts), transport(), self.holder)
            self.patience.worked()
        except NotNow as error:
            self.patience.failed()
            _log.warning("mail waits: %s", error)
        except Exception:
            self.patience.failed()
            _log.exception("mail waits")

    @every(seconds=10)
    def remind(self) -> None:
        """Give the reminders that have come due."""
        live, courses = RedisLive(self.live), RemoteCourses(self.courses)
        while remind(self.db, live, courses, now()) == BATCH:
            continue
        planned.remind(self.db, live, courses, now())

    @every(seconds=5)
    def hold(self) -> None:
        """Go on holding the mails that are being sent."""
        queue.renew(self.db, self.holder)

    @every(seconds=3600)
    def sweep(self) -> None:
        """Forget what was dealt with long ago."""
        queue.sweep(self.db)
