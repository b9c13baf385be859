"""Making a system that was filled a minute ago for showing look as if it had been used for weeks."""

from __future__ import annotations

from datetime import datetime, timedelta

from chassis.database import Store
from courses import queries
from courses.domain import days_before


def backdate(db: Store, days: int, moment: datetime) -> int:
    """Spread all enrolments over the days before `moment`, in the order they were made; how many there were."""
    with db.write() as session:
        enrolments = queries.all_enrolments(session)
        for rank, enrolment in enumerate(enrolments):
            enrolment.enrolled_at = moment - timedelta(days=days_before(rank, len(enrolments), days))
        return len(enrolments)
