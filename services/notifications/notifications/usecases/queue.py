"""The queue of mails: who sends which, and what became of it.

A mail is held while it is being sent, and the hold is renewed; one whose sender died is free again after
HOLD_SECONDS. The sender writes down that a mail was taken over as soon as the server says so. If it dies between
the server's word and that line, the mail is sent again with the same Message-ID, by which mail servers and readers
know it for the same mail: nothing can be told for certain across two systems (the two generals).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, insert, update
from sqlalchemy.orm import Session

from chassis.clock import now
from chassis.database import Store
from notifications.config import settings
from notifications.domain.timing import next_attempt
from notifications.models import Mail, MailStatus
from notifications.queries import mail as queries
from notifications.usecases.folding import new_mail

HOLD_SECONDS = 15
SURE_SECONDS = 3.0
"""How long after a look a sender may believe that it still holds what it held."""
mails = Mail.metadata.tables[Mail.__tablename__]
_FREED = update(mails).values(claimed_by=None, claimed_until=None)
_FINISHED = _FREED.where(mails.c.id == bindparam("mail")).values(
    {name: bindparam(name) for name in ("status", "error", "facts", "finished_at")}
)
"""Made once: it runs for every single mail."""
KEPT = timedelta(days=7)


def put_once(db: Store, dedupe: str, kind: str, **more: object) -> None:
    """A mail that one cause makes once, to an address or a person; its `facts` may hold what is sealed."""
    with db.write() as session:
        if queries.mail_by_cause(session, dedupe) is None:
            session.execute(insert(Mail).values(new_mail(kind, now(), dedupe=dedupe, **more)))


def claim(db: Store, holder: str, limit: int) -> Sequence[Mail]:
    """Take up to `limit` mails that are due, so that no other sender does."""
    moment = now()
    with db.read() as session:
        if not queries.is_any_due(session, moment):
            return []
    with db.write() as session:
        due = queries.due_mails(session, moment, limit)
        for mail in due:
            mail.claimed_by, mail.claimed_until = holder, moment + timedelta(seconds=HOLD_SECONDS)
        return due


def renew(db: Store, holder: str) -> None:
    """Go on holding what is held; what was lost meanwhile is not taken back."""
    moment = now()
    with db.read() as session:
        held = list(session.scalars(queries.held_by(holder, moment).with_only_columns(Mail.id)))
    if held:
        with db.write() as session:
            mine = update(Mail).where(Mail.id.in_(held), Mail.claimed_by == holder, Mail.claimed_until > moment)
            session.execute(mine.values(claimed_until=moment + timedelta(seconds=HOLD_SECONDS)))


def still_held(db: Store, taken: Sequence[Mail], holder: str) -> list[Mail]:
    """Those of the mails that are still ours to send."""
    with db.read() as session:
        held = set(session.scalars(queries.held_by(holder, now()).with_only_columns(Mail.id)))
    return [mail for mail in taken if mail.id in held]


def release(db: Store, untried: Sequence[Mail], holder: str, due_at: datetime) -> None:
    """Give mails back untried; they are due again then."""
    with db.write() as session:
        ours = update(Mail).where(Mail.id.in_([one.id for one in untried]), Mail.claimed_by == holder)
        session.execute(ours.values(claimed_by=None, claimed_until=None, due_at=due_at))


def sent(db: Store, mail: Mail) -> None:
    """The server has taken it over. What was secret in it is forgotten."""
    _finish(db, mail, MailStatus.SENT, "")


def dropped(db: Store, mail: Mail, why: str) -> None:
    """Its recipient gets no mail."""
    _finish(db, mail, MailStatus.DROPPED, why)


def parked(db: Store, mail: Mail, why: str) -> None:
    """It failed for good; what is in it is kept."""
    with db.write() as session:
        _set(session, mail, status=MailStatus.PARKED, error=why, attempts=mail.attempts + 1, finished_at=now())


def failed(db: Store, mail: Mail, why: str) -> None:
    """It was not taken this time: later again, or parked after the last rung."""
    later = next_attempt(mail.attempts + 1, settings().ladder, now())
    if later is None:
        parked(db, mail, why)
        return
    with db.write() as session:
        _set(session, mail, due_at=later, error=why, attempts=mail.attempts + 1)


def sweep(db: Store) -> None:
    """Forget mails that were dealt with long ago; what is parked stays."""
    with db.write() as session:
        done = Mail.status.in_((MailStatus.SENT, MailStatus.DROPPED))
        session.execute(delete(Mail).where(done, Mail.finished_at < now() - KEPT))


def _finish(db: Store, mail: Mail, status: MailStatus, why: str) -> None:
    with db.write() as session:
        session.execute(_FINISHED, {"mail": mail.id, "status": status, "error": why, "facts": {}, "finished_at": now()})


def _set(session: Session, mail: Mail, **values: object) -> None:
    session.execute(_FREED.where(mails.c.id == mail.id).values(values))
