"""How old the newest backup is, of those in the folder where backups are made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from chassis.clock import now
from lectern.backup import BackupError, Plan, newest
from lectern.doctor.finding import Finding, Patient, bad, fine, worth_a_look

LATE = timedelta(days=2)
GRACE = timedelta(hours=1)  # a large one takes its time
REMEDY = "Look at var/log/backups.log for what failed; then make backup, or make run if the system is stopped."


def backups(patient: Patient) -> Iterator[Finding]:
    """The last one; whether there are others, on another disk, is not known here."""
    try:
        plan = Plan.of(patient.directory, patient.settings)
        manifest = newest(plan.folder)
    except (BackupError, ValueError) as trouble:
        yield bad("backup", str(trouble), "Set it right, or take another backup: make backup")
        return
    made = datetime.fromisoformat(manifest.made_at) if manifest else None
    said = _age(now() - made, plan) if made else f"none in {plan.folder}"
    if made and plan.is_due(made, now() - GRACE):
        yield bad("backup", f"{said}, and BACKUP_AT wants one every day", REMEDY)
    elif made and now() - made > LATE:
        yield worth_a_look("backup", said, "make backup; every day by itself: BACKUP_AT=03:00 (docs/operating.md).")
    elif plan.at and not made:
        yield worth_a_look("backup", f"{said} yet, and BACKUP_AT wants one every day", REMEDY)
    else:
        yield fine("backup", said if made else f"{said}: `make backup` makes one")


def _age(age: timedelta, plan: Plan) -> str:
    return f"the last in {plan.folder} is {age.days} days and {age.seconds // 3600} hours old"
