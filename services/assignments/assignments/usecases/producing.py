"""Making assignments from documents, in the worker: whatever is written down and nobody works on.

A job is held by a lease that is renewed while it is worked on. Of a process that dies the lease ends, and another
goes on where it was: what has been found is kept after every step. Nothing here runs inside an open transaction but
what is written.
"""

from __future__ import annotations

import contextlib
import logging
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from assignments import queries
from assignments.asking.model import ModelFailed, open_model
from assignments.clients import People
from assignments.config import AssignmentsSettings
from assignments.documents import Unusable
from assignments.domain import AssignmentStatus, AssignmentType, Item, identified, items_key, items_of
from assignments.models import Assignment, Job
from assignments.usecases import making
from assignments.usecases.generating import CHANNEL, event
from chassis.clock import now
from chassis.database import Store
from chassis.live import Channels
from chassis.storage.files import Files
from chassis.storage.objects import MissingObject

if TYPE_CHECKING:
    from assignments.asking.client import Model

LEASE = timedelta(seconds=20)
MOST_TRIES = 5
"""How often a job is begun: one that ends its process each time is given up."""
_log = logging.getLogger(__name__)


class Stopped(Exception):
    """The job is not ours any more: cancelled, deleted, or taken over by another process."""


@dataclass(frozen=True)
class Workshop:
    """What a worker makes assignments with. `held` are the jobs that this process works on."""

    db: Store
    files: Files
    people: People
    live: Channels
    settings: AssignmentsSettings
    make_model: Callable[..., Model] = open_model
    name: str = field(default_factory=lambda: uuid.uuid4().hex)
    held: set[int] = field(default_factory=set)


def work(shop: Workshop) -> bool:
    """Take the oldest job that nobody works on, and do it; whether there was one."""
    with shop.db.read() as session:
        if queries.waiting_job(session, now(), hold=False) is None:
            return False
    task = _take(shop)
    if task is None:
        return False
    try:
        _do(shop, task)
    except Stopped:
        _log.info("job %s was stopped", task.job_id)
    except BaseException:
        with contextlib.suppress(Exception):
            _release(shop, task.job_id)
        raise
    finally:
        shop.held.discard(task.job_id)
    return True


def renew(shop: Workshop) -> None:
    """Keep the leases of what this process works on."""
    for job_id in list(shop.held):
        with shop.db.unit(), shop.db.write() as session:
            job = queries.job(session, job_id)
            if job is not None and job.holder == shop.name and job.finished_at is None:
                job.lease_until = now() + LEASE


def _take(shop: Workshop) -> making.Task | None:
    with shop.db.unit(), shop.db.write() as session:
        job = queries.waiting_job(session, now(), hold=True)
        assignment = queries.assignment(session, job.assignment_id) if job else None
        if job is None or assignment is None or job.id in shop.held:
            return None
        job.holder, job.lease_until, job.begun = shop.name, now() + LEASE, job.begun + 1
        shop.held.add(job.id)
        return making.Task(
            job_id=job.id,
            assignment_id=assignment.id,
            teacher_id=assignment.teacher_id,
            kind=AssignmentType(assignment.assignment_type),
            source_key=assignment.source_key or "",
            count=job.count,
            item_id=job.item_id,
            known=items_of(assignment.content),
            found=list(job.items),
            steps_done=job.done if job.stage == "writing" else 0,
            begun=job.begun,
            input_tokens=job.input_tokens,
            output_tokens=job.output_tokens,
        )


def _do(shop: Workshop, task: making.Task) -> None:
    try:
        if task.begun > MOST_TRIES:
            raise ModelFailed("generation_failed", "Making this failed again and again.")
        maker = making.Making(shop.files, shop.people, shop.settings, shop.make_model)
        for step in maker.steps(task):
            _save(shop, task, step)
        _finish(shop, task, maker.result(task), maker.name)
    except Unusable as error:
        _fail(shop, task, 400, error.code, str(error))
    except ModelFailed as error:
        _fail(shop, task, 502, error.code, error.detail)
    except MissingObject:
        _fail(shop, task, 404, "assignments.no_source", "The file is not there any more.")
    except Stopped:
        raise
    except Exception:
        _log.exception("job %s failed", task.job_id)
        _fail(shop, task, 500, "assignments.generation_failed", "Something went wrong here. Try again.")


def _save(shop: Workshop, task: making.Task, step: making.Step) -> None:
    with _ours(shop, task) as (session, assignment, job):
        if step.stage != "reading" or not task.steps_done:  # who goes on reads again, and has come further already
            job.stage, job.done, job.total = step.stage, step.done, step.total
        job.items = list(task.found)
        job.input_tokens, job.output_tokens, job.cost = task.input_tokens, task.output_tokens, step.cost
        job.lease_until = now() + LEASE
        session.flush()
        _tell(shop, assignment, job)


def _finish(shop: Workshop, task: making.Task, items: list[Item], name: str) -> None:
    with _ours(shop, task) as (session, assignment, job):
        old = items_of(assignment.content)
        if task.item_id is None:
            new = identified(items, [])
            assignment.status = AssignmentStatus.DRAFT
        else:
            (made,) = items
            new = [{**made, "id": one["id"]} if one["id"] == task.item_id else one for one in old]
        assignment.content = {items_key(task.kind): new}
        assignment.generator, assignment.error = name, None
        _end(job, "ready")
        job.items = items
        session.flush()
        _tell(shop, assignment, job)


def _fail(shop: Workshop, task: making.Task, status: int, code: str, detail: str) -> None:
    with _ours(shop, task) as (session, assignment, job):
        assignment.error = {"status": status, "code": code, "detail": detail}
        if assignment.status == AssignmentStatus.GENERATING:
            assignment.status = AssignmentStatus.FAILED
        _end(job, "failed")
        session.flush()
        _tell(shop, assignment, job)


def _end(job: Job, stage: str) -> None:
    job.stage, job.finished_at, job.lease_until = stage, now(), None


@contextlib.contextmanager
def _ours(shop: Workshop, task: making.Task) -> Iterator[tuple[Session, Assignment, Job]]:
    """A transaction on the job, as long as it is ours. Raises Stopped."""
    with shop.db.unit(), shop.db.write() as session:
        assignment = queries.held_assignment(session, task.assignment_id)
        job = queries.job(session, task.job_id)
        if assignment is None or job is None or job.finished_at is not None or job.holder != shop.name:
            raise Stopped
        yield session, assignment, job


def _release(shop: Workshop, job_id: int) -> None:
    """This process ends: another may go on at once."""
    with shop.db.unit(), shop.db.write() as session:
        job = queries.job(session, job_id)
        if job is not None and job.holder == shop.name:
            job.lease_until = None


def _tell(shop: Workshop, assignment: Assignment, job: Job) -> None:
    """Open windows see it once it is committed; what is lost is found again by asking."""
    message = event(assignment, job).model_dump(mode="json")
    shop.db.after_commit(lambda: shop.live.publish([(CHANNEL.format(id=assignment.id), message)]))
