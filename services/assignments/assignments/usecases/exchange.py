"""Exporting to other programs, and importing from them."""

from __future__ import annotations

import csv
import re
import time
import uuid
from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from assignments import policies, queries
from assignments.domain import AssignmentType, Item, items_key, items_of
from assignments.formats import anki, gift, qti, table
from assignments.formats.problems import Unreadable
from assignments.models import Assignment, Attempt
from assignments.schemas import assignments as answers
from assignments.schemas import exchange as schemas
from assignments.schemas.exchange import ExportFormat
from assignments.usecases import authoring
from assignments.usecases.desk import Desk
from chassis.blocking import off_hub
from chassis.clock import now, wire
from chassis.errors import InvalidInput, TooLarge
from chassis.reply import Reply
from chassis.storage import Upload
from chassis.storage.discards import GRACE, reserve
from chassis.storage.keys import safe_name

MAX_IMPORT = 2 * 1024 * 1024
KINDS = {
    ExportFormat.ANKI: (".apkg", "application/octet-stream"),
    ExportFormat.GIFT: (".gift.txt", "text/plain"),
    ExportFormat.QTI: (".zip", "application/zip"),
    ExportFormat.GRADES: ("-grades.csv", "text/csv"),
}
GRADES = ["student_id", "student", "submissions", "best_score", "last_score", "last_submitted_at"]


def export(desk: Desk, assignment_id: int, body: schemas.ExportBody) -> Reply[schemas.Export]:
    """Make a file of an assignment; it is removed after an hour. A deck is for all members, the rest for its teacher.

    Raises NotFound, Forbidden, Conflict when the format is not for this type.
    """
    deck = body.format is ExportFormat.ANKI
    assignment = desk.visible(assignment_id)[0] if deck else desk.owned(assignment_id)
    policies.require_settled(assignment)
    (policies.require_deck if deck else policies.require_quiz)(assignment)
    content = _made(desk, assignment, body.format)
    suffix, kind = KINDS[body.format]
    filename = f"{assignment.title[:100]}{suffix}"
    key = f"exports/{uuid.uuid4().hex}/{safe_name(filename)}"
    reserve(desk.db, key)
    desk.files.put(key, content)
    address = desk.files.url(desk.base_url, key, kind, filename, desk.actor.id, inline=False)
    made = schemas.Export(file=address, filename=filename, size=len(content), expires_at=now() + GRACE)
    return Reply(made, status=201)


def import_file(desk: Desk, body: schemas.ImportBody) -> Reply[answers.Assignment]:
    """A draft of what a file of GIFT or CSV holds. All of it is taken, or nothing: InvalidInput says what is wrong.

    Raises NotFound, Forbidden, TooLarge too.
    """
    policies.require_course_owner(desk.courses.place(body.course, desk.actor.id).held)
    kind, items = _read(_text(desk, body.file))
    if body.assignment_type not in (None, kind):
        raise InvalidInput.field("file", f"This file holds a {kind.value}.", code="assignments.unreadable_file")
    fields: dict[str, Any] = {
        **body.model_dump(exclude={"file"}),
        "assignment_type": kind,
        "content": {items_key(kind): items},
        "status": "draft",
    }
    try:
        made = answers.AssignmentBody.model_validate(fields)
    except ValidationError as error:
        raise _refused(_problems(error)) from error
    return authoring.create_assignment(desk, made)


def grades(assignment: Assignment, attempts: Sequence[Attempt], names: dict[int, str]) -> str:
    """A row for every student of the course, also those who have not submitted, by name."""
    rows: list[list[object]] = []
    for student, name in sorted(names.items(), key=lambda pair: (pair[1].casefold(), pair[0])):
        own = [one for one in attempts if one.student_id == student]
        best = max((one.score or 0 for one in own), default="")
        last = own[-1] if own else None
        moment = wire(last.submitted_at) if last and last.submitted_at else ""
        rows.append([student, name, len(own), best, last.score if last else "", moment])
    return table.written(GRADES, rows)


def _made(desk: Desk, assignment: Assignment, wanted: ExportFormat) -> bytes:
    items = items_of(assignment.content)
    if wanted is ExportFormat.ANKI:
        return off_hub(anki.written, assignment.title, items, assignment.id, time.time())
    if wanted is ExportFormat.GIFT:
        return gift.written(items).encode()
    if wanted is ExportFormat.QTI:
        return qti.written(assignment.title, items)
    with desk.db.read() as session:
        attempts = queries.submitted_attempts(session, assignment.id)
    students = {*desk.courses.student_ids(assignment.course_id), *(one.student_id for one in attempts)}
    return grades(assignment, attempts, desk.people.names(students)).encode()


def _text(desk: Desk, file: Upload) -> str:
    if file.size > MAX_IMPORT:
        raise TooLarge("assignments.import_too_large", "A file to import may have at most 2 MB.")
    try:
        return desk.files.read(file.key, 0, MAX_IMPORT).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refused({"file": ["The file has to be text in UTF-8."]}) from error


def _read(text: str) -> tuple[AssignmentType, list[Item]]:
    header = next(csv.reader(text.splitlines()[:1]), [])
    columns = {name.strip().lower() for name in header}
    try:
        if columns >= set(table.CARD_COLUMNS):
            return AssignmentType.FLASHCARD, table.cards(text)
        if "question" in columns or not re.search(r"[{]", text):
            return AssignmentType.QUIZ, table.questions(text)
        return AssignmentType.QUIZ, gift.read(text)
    except (Unreadable, csv.Error) as error:
        raise _refused(error.errors if isinstance(error, Unreadable) else {"file": [f"{error}."]}) from error


def _problems(error: ValidationError) -> dict[str, list[str]]:
    """What the rules of content say, item by item, counted from 1 as people do."""
    found: dict[str, list[str]] = {}
    for problem in error.errors(include_url=False, include_input=False, include_context=False):
        number = next((part + 1 for part in problem["loc"] if isinstance(part, int)), None)
        where = f"item {number}" if number else ".".join(map(str, problem["loc"]))
        found.setdefault(where, []).append(problem["msg"].removeprefix("Value error, "))
    return found


def _refused(errors: dict[str, list[str]]) -> InvalidInput:
    place, messages = next(iter(errors.items()))
    return InvalidInput("assignments.unreadable_file", f"{place}: {messages[0]}", errors=errors)
