"""How old the newest backup is, of those that are made where `make backup` puts them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from chassis.clock import now
from lectern.backup import BackupError, newest
from lectern.doctor.finding import Finding, Patient, bad, fine, worth_a_look

LATE = timedelta(days=2)


def backups(patient: Patient) -> Iterator[Finding]:
    """The last one; whether there are others, on another disk, is not known here."""
    parent = patient.directory / "var" / "backups"
    try:
        manifest = newest(parent)
    except BackupError as trouble:
        yield bad("backup", str(trouble), "make backup")
        return
    if manifest is None:
        yield fine("backup", f"none in {parent}: `make backup` makes one")
        return
    age = now() - datetime.fromisoformat(manifest.made_at)
    said = f"the last in {parent} is {age.days} days and {age.seconds // 3600} hours old"
    if age > LATE:
        yield worth_a_look("backup", said, "make backup; once a day by cron: docs/operating.md, Backup.")
    else:
        yield fine("backup", said)
