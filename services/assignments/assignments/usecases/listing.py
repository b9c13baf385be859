"""Lists of assignments: newest first, or what is due, the soonest first."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select

from assignments import queries
from assignments.domain import Membership
from assignments.models import Assignment
from assignments.schemas.assignments import Assignment as Shown
from assignments.schemas.assignments import AssignmentQuery
from assignments.usecases.desk import Desk
from assignments.usecases.showing import shown_all
from chassis import cursor
from chassis.clock import now
from chassis.database.paging import newest_first
from chassis.errors import InvalidInput
from chassis.reply import Page


def list_assignments(desk: Desk, query: AssignmentQuery) -> Page[Shown]:
    """Those of the courses the actor teaches, or the published ones of those the actor attends."""
    what, wanted = _readable(desk)
    if query.course is not None:
        wanted = wanted.where(Assignment.course_id == query.course)
    if query.assignment_type is not None:
        wanted = wanted.where(Assignment.assignment_type == query.assignment_type)
    if query.due:
        return _due(desk, wanted, what, query)
    with desk.db.read() as session:
        page = newest_first(session, wanted, Assignment.id, query)
        return Page(shown_all(desk, session, [row[0] for row in page.rows], what), page.next_cursor, page.total)


def _readable(desk: Desk) -> tuple[Membership, Select[Assignment]]:
    if desk.actor.role == "teacher":
        return Membership.OWNER, queries.assignments_of_teacher(desk.actor.id)
    return Membership.STUDENT, queries.published_in(desk.courses.course_ids(desk.actor.id))


def _due(desk: Desk, wanted: Select[Any], what: Membership, query: AssignmentQuery) -> Page[Shown]:
    wanted = wanted.where(queries.still_to_do(desk.actor.id, now()))
    after = cursor.decode(query.cursor, str, int)
    with desk.db.read() as session:
        total = queries.count(session, wanted)
        if after is not None:
            wanted = wanted.where(queries.after_deadline_and_id(_moment(str(after[0])), int(after[1])))
        ordered = wanted.order_by(Assignment.deadline, Assignment.id).limit(query.limit + 1)
        found = list(session.scalars(ordered))
        page = found[: query.limit]
        return Page(shown_all(desk, session, page, what), _cursor(page) if len(found) > len(page) else None, total)


def _cursor(page: list[Assignment]) -> str:
    last = page[-1]
    return cursor.encode(last.deadline.isoformat() if last.deadline else "", last.id)


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise InvalidInput.field("cursor", "Take the cursor from the `next` link of the page before.") from error
