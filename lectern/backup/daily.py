"""Makes the backups that a plan wants, one look at the clock after the other, and says loudly when one fails."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from prometheus_client import Counter, Gauge

from lectern.backup.errors import BackupError
from lectern.backup.places import Places
from lectern.backup.plan import Plan
from lectern.backup.taking import newest, take, thin_out

RETRY = timedelta(minutes=10)
MADE = Counter("lectern_backups_total", "Backups that were made by themselves, by how they ended", ["outcome"])
NEWEST = Gauge("lectern_backup_newest_timestamp_seconds", "When the newest backup was made; 0: there is none")

_log = logging.getLogger(__name__)


class Daily:
    """The backups of one system; what the health server asks of a process, it answers too."""

    alive = ready = True  # a backup that fails takes nothing from the system

    def __init__(self, places: Places, plan: Plan) -> None:
        self._places = places
        self._plan = plan
        self._not_before: datetime | None = None
        self.checks = {"backup": "ok"}

    def look(self, moment: datetime) -> None:
        """Make one if it is due; one that failed is tried again ten minutes later."""
        last = self._newest()
        NEWEST.set(last.timestamp() if last else 0)
        waits = self._not_before is not None and moment < self._not_before
        if self._plan.is_due(last, moment) and not waits:
            self._make(moment)

    def _make(self, moment: datetime) -> None:
        try:
            archive = take(self._places, self._plan.folder)
            old = thin_out(self._plan.folder, self._plan.keep) if self._plan.keep else []
        except (BackupError, OSError) as trouble:
            self._not_before = moment + RETRY
            self.checks = {"backup": str(trouble)}
            MADE.labels("failed").inc()
            _log.error("No backup was made, and it is tried again in ten minutes: %s", trouble)
            return
        self._not_before = None
        self.checks = {"backup": "ok"}
        MADE.labels("made").inc()
        NEWEST.set(moment.timestamp())
        _log.info("Made the backup %s, and removed %d older ones", archive, len(old))

    def _newest(self) -> datetime | None:
        """One that is damaged is none."""
        try:
            manifest = newest(self._plan.folder)
        except BackupError:
            return None
        return datetime.fromisoformat(manifest.made_at) if manifest else None
