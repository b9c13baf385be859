"""Asking for an assignment to be made from a document: starting, cancelling, starting again, one item anew.

The work itself is done elsewhere (`producing`): here it is only written down.
"""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from assignments import documents, policies, queries
from assignments.clients import Place
from assignments.config import settings
from assignments.documents import Unusable
from assignments.domain import AssignmentStatus, Membership, items_of
from assignments.models import Assignment, Job
from assignments.schemas import assignments as answers
from assignments.schemas import generation as schemas
from assignments.usecases.authoring import created
from assignments.usecases.desk import Desk, held
from assignments.usecases.showing import progress, shown
from chassis.clock import now
from chassis.errors import Conflict, InvalidInput, NotFound, TooLarge
from chassis.reply import Reply
from chassis.storage import Upload, discards
from chassis.storage.keys import safe_name
from chassis.storage.objects import MissingObject

CHANNEL = "assignments.progress.{id}"
FINISHED = ("ready", "failed", "cancelled")
"""The stages in which a job ends."""
UNDER_WAY = {"Retry-After": "1"}
"""On the answer to a GET: what is asked for is still being made. A gateway that waits asks again."""


class Source(NamedTuple):
    """A document that is kept: where, under which name, and what is made of it is called unless told otherwise."""

    key: str
    name: str
    title: str


def generate(desk: Desk, body: schemas.GenerateBody) -> Reply[answers.Assignment]:
    """Begin to make an assignment from a PDF.

    Raises NotFound, Forbidden, TooLarge, and InvalidInput for a PDF that cannot be used.
    """
    place = desk.courses.place(body.course, desk.actor.id)
    policies.require_course_owner(place.held)
    name = _filename(body.file.filename)
    key = f"sources/{body.file.key.rpartition('/')[2]}/{safe_name(name)}"
    with desk.db.read() as session:
        known = queries.assignment_with_source(session, key)
    if known is None:
        _keep(desk, body.file, key)
    with desk.db.write() as session:
        made = queries.assignment_with_source(session, key)
        if made is None:
            made = _begin(session, place, body, Source(key, name, name.removesuffix(".pdf")))
        return created(desk, session, made, status=202)


def generate_from_material(desk: Desk, body: schemas.MaterialGenerateBody) -> Reply[answers.Assignment]:
    """Begin to make an assignment from a PDF that a course of the actor's has among its material.

    The file is copied where it is stored, so that the draft keeps its source when the material goes.
    Raises NotFound, Forbidden, TooLarge, and InvalidInput for a file that cannot be used.
    """
    file = desk.courses.material(body.material, desk.actor.id)
    place = desk.courses.place(file.course_id, desk.actor.id)
    policies.require_course_owner(place.held)
    name = _filename(file.filename)
    key = f"sources/{uuid.uuid4().hex}/{safe_name(name)}"
    with _usable(file.size, "material"):
        documents.look(desk.files, file.key)
        discards.reserve(desk.db, key)
        desk.files.copy(file.key, key)
    with desk.db.write() as session:
        made = _begin(session, place, body, Source(key, name, file.title))
        return created(desk, session, made, status=202)


def cancel(desk: Desk, assignment_id: int) -> answers.Assignment:
    """Stop making an assignment; its file is kept, so that it can be tried again.

    Raises NotFound, Forbidden, and Conflict when nothing is being made.
    """
    desk.owned(assignment_id)
    with desk.db.write() as session:
        assignment = held(session, assignment_id)
        job = queries.job_of(session, assignment_id)
        if job is None or job.finished_at is not None:
            raise Conflict("assignments.not_generating", "Nothing is being made here at the moment.")
        job.stage, job.finished_at = "cancelled", now()
        if assignment.status == AssignmentStatus.GENERATING:
            assignment.status = AssignmentStatus.FAILED
            assignment.error = {"status": 409, "code": "assignments.cancelled", "detail": "This was cancelled."}
        return shown(desk, session, assignment, Membership.OWNER)


def retry(desk: Desk, assignment_id: int) -> Reply[answers.Assignment]:
    """Make an assignment that failed again, of the same file. Raises NotFound, Forbidden, Conflict."""
    desk.owned(assignment_id)
    with desk.db.write() as session:
        assignment = held(session, assignment_id)
        before = queries.job_of(session, assignment_id)
        if assignment.status != AssignmentStatus.FAILED or before is None:
            raise Conflict("assignments.not_failed", "Only what could not be made can be tried again.")
        assignment.status, assignment.error = AssignmentStatus.GENERATING, None
        _start(session, assignment, count=before.count, before=before)
        return created(desk, session, assignment, status=202)


def regenerate(desk: Desk, assignment_id: int, body: schemas.RegenerateBody) -> Reply[answers.Assignment]:
    """Make one item of a draft anew, of the same document. Raises NotFound, Forbidden, Conflict, InvalidInput."""
    desk.owned(assignment_id)
    with desk.db.write() as session:
        assignment = held(session, assignment_id)
        if assignment.status != AssignmentStatus.DRAFT or assignment.source_key is None:
            raise Conflict("assignments.not_a_generated_draft", "Only items of a draft from a PDF can be made anew.")
        before = queries.job_of(session, assignment_id)
        if before is not None and before.finished_at is None:
            raise Conflict("assignments.generating", "Another item is being made at the moment.")
        if body.item not in {item["id"] for item in items_of(assignment.content)}:
            raise InvalidInput.field("item", "There is no such item.")
        assignment.error = None
        _start(session, assignment, count=1, before=before, item_id=body.item)
        return created(desk, session, assignment, status=202)


def get_progress(desk: Desk, assignment_id: int) -> schemas.ProgressEvents:
    """How far the making of an assignment of the actor's has come. Raises NotFound, Forbidden."""
    desk.owned(assignment_id)
    with desk.db.read() as session:
        assignment, job = held(session, assignment_id), queries.job_of(session, assignment_id)
    if job is None:
        raise NotFound("assignments.not_generated", "This assignment was not made from a document.")
    return schemas.ProgressEvents(events=[event(assignment, job)])


def event(assignment: Assignment, job: Job) -> schemas.ProgressEvent:
    """What open windows are told."""
    status = AssignmentStatus(assignment.status)
    data = schemas.ProgressNow(assignment=assignment.id, status=status, progress=progress(job))
    return schemas.ProgressEvent(data=data)


def waiting(answer: answers.Assignment) -> dict[str, str]:
    """The headers of an answer that shows an assignment."""
    finished = answer.progress is None or answer.progress.stage in FINISHED
    return {} if finished else UNDER_WAY


def _keep(desk: Desk, file: Upload, key: str) -> None:
    """Look into the file and keep it, in whichever of both places it is. Raises what `_usable` raises."""
    with _usable(file.size, "file"):
        documents.look(desk.files, file.key)
        discards.reserve(desk.db, key)
        desk.files.claim(file.key, key)


@contextlib.contextmanager
def _usable(size: int, field: str) -> Iterator[None]:
    """What is wrong with a file, as the caller is told. Raises TooLarge, InvalidInput, NotFound."""
    if size > settings().max_pdf_mb * 1024 * 1024:
        raise TooLarge("assignments.pdf_too_large", f"A PDF may have at most {settings().max_pdf_mb} MB.")
    try:
        yield
    except Unusable as error:
        raise InvalidInput.field(field, str(error), code=error.code) from error
    except MissingObject as error:
        raise NotFound("assignments.no_such_upload", "This file is not there any more. Send it again.") from error


def _begin(session: Session, place: Place, body: schemas.Wanted, source: Source) -> Assignment:
    discards.keep(session, source.key)
    made = Assignment(
        course_id=place.course_id,
        course_title=place.course_title,
        teacher_id=place.teacher_id,
        title=body.title or source.title.strip()[:200] or "PDF",
        assignment_type=body.assignment_type,
        status=AssignmentStatus.GENERATING,
        deadline=body.deadline,
        max_attempts=body.max_attempts,
        source_key=source.key,
        source_name=source.name,
        created_at=now(),
    )
    session.add(made)
    session.flush()
    _start(session, made, count=body.count)
    return made


def _start(session: Session, assignment: Assignment, count: int, before: Job | None = None, **more: Any) -> None:
    """Write down what is to be made, in place of what was made before."""
    if before is not None:
        session.delete(before)
        session.flush()
    job = Job(
        assignment_id=assignment.id,
        count=count,
        stage="waiting",
        done=0,
        total=0,
        items=[],
        input_tokens=0,
        output_tokens=0,
        begun=0,
        created_at=now(),
        **more,
    )
    session.add(job)
    session.flush()


def _filename(given: str) -> str:
    name = " ".join("".join(one if one.isprintable() else " " for one in given).split())
    return name if name.lower().endswith(".pdf") else f"{name[:250]}.pdf"
