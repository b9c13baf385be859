"""Inviting everybody on a list: row by row, some rows to a transaction, so that nobody else has to wait."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import ValidationError
from sqlalchemy.exc import IntegrityError

from accounts import letters, policies, queries, roster, throttles
from accounts.roster import Row
from accounts.schemas import InvitationBody, RosterReport, RosterRow
from accounts.usecases import inviting
from chassis.answering import invalid_input
from chassis.blocking import off_hub
from chassis.call import Actor
from chassis.clock import now
from chassis.database import Store
from chassis.errors import InvalidInput, NotFound
from chassis.storage import Upload
from chassis.storage.files import Files
from chassis.storage.objects import MissingObject
from chassis.text import text_key

AT_ONCE = 100


class _Line:
    """A row on its way: what it asks for, what is wrong with it, and the invitation that was made of it."""

    __slots__ = ("body", "errors", "id", "row")

    def __init__(self, row: Row) -> None:
        self.row = row
        self.body: InvitationBody | None = None
        self.errors: dict[str, list[str]] = {}
        self.id: int | None = None

    def as_answer(self) -> RosterRow:
        """What became of it."""
        email = self.row.cells.get("email", "")[:254]
        return RosterRow(row=self.row.number, email=email, success=not self.errors, id=self.id, errors=self.errors)


def invite_all(db: Store, files: Files, actor: Actor, upload: Upload, *, dry_run: bool = False) -> RosterReport:
    """Invite everybody on a list who can be; with `dry_run` only say who. A good row is sent though others fail.

    Raises InvalidInput for what is no list, NotFound when the file is gone, TooMany.
    """
    rows = off_hub(roster.read, _content(files, upload))
    if not dry_run:
        throttles.check_invitations(actor.id)
    with db.read() as session:
        titles = queries.course_ids_by_title(session, actor.id)
    lines = [_Line(row) for row in rows]
    seen: dict[str, int] = {}
    for some in _portions(lines):
        off_hub(_check_each, some, titles, seen)
        _send(db, actor, [line for line in some if line.body is not None], dry_run=dry_run)
    failed = sum(1 for line in lines if line.errors)
    return RosterReport(created=len(lines) - failed, failed=failed, results=[line.as_answer() for line in lines])


def _content(files: Files, upload: Upload) -> bytes:
    """The list; one byte more than it may have is enough to refuse it."""
    try:
        return files.read(upload.key, 0, roster.MAX_BYTES + 1)
    except MissingObject as error:
        raise NotFound("accounts.no_such_upload", "This file is not there any more. Please send it again.") from error


def _portions(lines: list[_Line]) -> Iterator[list[_Line]]:
    return (lines[start : start + AT_ONCE] for start in range(0, len(lines), AT_ONCE))


def _check_each(lines: list[_Line], titles: dict[str, int], seen: dict[str, int]) -> None:
    """What can be told without the database. `seen`: the rows in which addresses stood before."""
    for line in lines:
        try:
            body = _body_of(line.row, titles)
        except InvalidInput as error:
            line.errors = error.details.get("errors") or {"course": [error.message]}
            continue
        first = seen.setdefault(text_key(body.email), line.row.number)
        if first != line.row.number:
            line.errors = {"email": [f"This address stands in row {first} already."]}
        else:
            line.body = body


def _body_of(row: Row, titles: dict[str, int]) -> InvitationBody:
    if row.too_long:
        raise InvalidInput.field("row", "This row has more cells than there are columns. Put commas in quotes.")
    given = {name: row.cells.get(name, "") for name in roster.COLUMNS}
    course = _course_id(given.pop("course"), titles)
    given["user_type"] = text_key(given["user_type"]) or "student"
    try:
        return InvitationBody.model_validate({**given, "course": course})
    except ValidationError as error:
        raise invalid_input(error) from error


def _course_id(cell: str, titles: dict[str, int]) -> int | None:
    """A course by its number or by its title."""
    if not cell:
        return None
    if cell.isascii() and cell.isdigit() and len(cell) < 19:
        return int(cell)
    if text_key(cell) not in titles:
        raise InvalidInput.field("course", "You teach no such course.")
    return titles[text_key(cell)]


def _send(db: Store, actor: Actor, lines: list[_Line], *, dry_run: bool) -> None:
    """Somebody else may invite one of them at the same moment: then all are looked at once more."""
    written = off_hub(letters.write_many, letters.INVITATION, 0 if dry_run else len(lines))
    try:
        _send_at_once(db, actor, lines, written, dry_run=dry_run)
    except IntegrityError:
        _send_at_once(db, actor, lines, written, dry_run=dry_run)


def _send_at_once(
    db: Store, actor: Actor, lines: list[_Line], written: Sequence[letters.Letter], *, dry_run: bool
) -> None:
    moment = now()
    transaction = db.read() if dry_run else db.write()
    with db.unit(), transaction as session:
        inviter = queries.user(session, actor.id)
        if inviter is None:
            raise policies.not_signed_in()
        bodies = [line.body for line in lines if line.body is not None]
        around = inviting.look_around(session, actor.id, bodies)
        good = []
        for line, body in zip(lines, bodies, strict=True):
            problem = inviting.problem_with(body, around, moment)
            line.errors = {problem.field: [problem.message]} if problem else {}
            if problem is None:
                good.append((line, body))
        if not dry_run and good:
            sent = [body for _, body in good]
            made = inviting.store(session, inviter, sent, around, written[: len(sent)], moment)
            db.after_commit(lambda: throttles.count_invitations(actor.id, len(sent)))
            for (line, _), invitation in zip(good, made, strict=True):
                line.id = invitation.id
