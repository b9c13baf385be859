"""The making of assignments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from assignments.models import Job


def job_of(session: Session, assignment_id: int) -> Job | None:
    """The making of an assignment, under way or over."""
    return session.scalars(select(Job).where(Job.assignment_id == assignment_id)).one_or_none()


def jobs_of(session: Session, assignment_ids: Sequence[int]) -> dict[int, Job]:
    """The makings of these assignments, by assignment."""
    return {job.assignment_id: job for job in session.scalars(select(Job).where(Job.assignment_id.in_(assignment_ids)))}


def job(session: Session, job_id: int) -> Job | None:
    """One making, held until this transaction ends."""
    return session.scalars(select(Job).where(Job.id == job_id).with_for_update()).one_or_none()


def waiting_job(session: Session, moment: datetime, hold: bool) -> Job | None:
    """The oldest making that nobody works on, or whoever did has not been heard of since the lease ended."""
    free = or_(Job.lease_until.is_(None), Job.lease_until < moment)
    wanted = select(Job).where(Job.finished_at.is_(None), free).order_by(Job.id).limit(1)
    return session.scalars(wanted.with_for_update(skip_locked=True) if hold else wanted).one_or_none()
