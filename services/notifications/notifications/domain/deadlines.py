"""Reminders of deadlines, as rules: when they come, and which are pointless."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

HOURS_BEFORE = (24, 1)
_NAMES = uuid.UUID("5c2f6c1e-6a3c-4a58-9a31-0f6f4f9ce0b7")


def reminders(deadline: datetime, moment: datetime) -> list[tuple[int, datetime]]:
    """The reminders still ahead: hours before, and when. Hours are real ones, whatever the clocks do meanwhile."""
    ahead = ((hours, deadline - timedelta(hours=hours)) for hours in HOURS_BEFORE)
    return [(hours, due) for hours, due in ahead if due > moment]


def is_pointless(hours: int, deadline: datetime, moment: datetime) -> bool:
    """Whether it is too late for this reminder: the deadline has passed, or the next reminder is due as well."""
    later = [other for other in HOURS_BEFORE if other < hours]
    return deadline <= moment or any(deadline - timedelta(hours=other) <= moment for other in later)


def reminder_id(assignment_id: int, hours: int, deadline: datetime) -> str:
    """What stands for the event of a reminder, always the same: it is told once to each."""
    return str(uuid.uuid5(_NAMES, f"{assignment_id}/{hours}/{deadline.isoformat()}"))


def page_of(assignment_id: int, assignment_type: str) -> str:
    """Where a student works on an assignment."""
    return f"/study/{'deck' if assignment_type == 'flashcard' else 'quiz'}/{assignment_id}"
