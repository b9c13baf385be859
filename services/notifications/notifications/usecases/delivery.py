"""Sending mails: one round takes a batch, asks once where its recipients are, and hands it over on one connection."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from chassis.clock import now
from chassis.database import Store
from chassis.errors import ServiceError
from notifications.clients import Accounts, Contact
from notifications.config import settings
from notifications.mail.letter import Letter, Recipient
from notifications.mail.message import Message
from notifications.mail.transport import Connection, Interrupted, Refused, ServerAway, Transport
from notifications.mail.writing import write
from notifications.models import Mail, Notification
from notifications.queries import mail as queries
from notifications.usecases import queue
from notifications.usecases.folding import BATCH as FOLDED
from notifications.usecases.folding import fold
from notifications.usecases.letters import SEALED, news_letter, sealed_letter
from notifications.usecases.readers import remember

BATCH = 100
ROUND_SECONDS = 10.0
_log = logging.getLogger(__name__)

Contacts = Mapping[int, Contact]
Contents = Mapping[int, Sequence[Notification]]


@dataclass(frozen=True, slots=True)
class NoMail:
    """Why a mail is not sent, and what becomes of it."""

    why: str
    end: Callable[[Store, Mail, str], None]


class NotNow(Exception):
    """Mail cannot be sent at the moment: the server is away, or the service that knows addresses."""


def deliver(db: Store, accounts: Accounts, transport: Transport, holder: str) -> None:
    """Send what is due, for ROUND_SECONDS at most. Raises NotNow; what was not sent waits."""
    give_up = time.monotonic() + ROUND_SECONDS
    while fold(db, now()) == FOLDED:
        continue
    while time.monotonic() < give_up:
        mails = queue.claim(db, holder, BATCH)
        if not mails:
            return
        try:
            _send(db, accounts, transport, mails, holder, give_up)
        except (ServerAway, ServiceError) as error:
            raise NotNow(str(error)) from error


def _send(
    db: Store, accounts: Accounts, transport: Transport, mails: Sequence[Mail], holder: str, give_up: float
) -> None:
    """Send a batch; whatever happens, what was not sent is given back."""
    waiting, sure_until = list(mails), time.monotonic() + queue.SURE_SECONDS
    try:
        contacts = accounts.contacts(one.recipient_id for one in mails if one.recipient_id is not None)
        remember(db, contacts)
        with db.read() as session:
            contents = queries.contents(session, [one.id for one in mails])
        with transport.connected() as connection:
            while waiting and time.monotonic() < give_up:
                if time.monotonic() > sure_until:
                    sure_until = time.monotonic() + queue.SURE_SECONDS
                    waiting[:] = queue.still_held(db, waiting, holder)
                    continue
                mail = waiting[0]
                _send_one(db, connection, mail, _written(mail, contacts, contents))
                waiting.remove(mail)
    finally:
        if waiting:
            queue.release(db, waiting, holder, now() + timedelta(seconds=1))


def _send_one(db: Store, connection: Connection, mail: Mail, message: Message | NoMail) -> None:
    """One mail, to wherever it ends. Raises ServerAway when the others have to wait."""
    if isinstance(message, NoMail):
        message.end(db, mail, message.why)
        return
    try:
        connection.send(message)
    except Refused as error:
        end = queue.parked if error.permanent else queue.failed
        end(db, mail, str(error))
    except Interrupted as error:
        queue.failed(db, mail, str(error))
        raise ServerAway(str(error)) from error
    else:
        queue.sent(db, mail)


def _written(mail: Mail, contacts: Contacts, contents: Contents) -> Message | NoMail:
    """The message, or why there is none and what becomes of the mail. One that cannot be written stops no other."""
    try:
        letter = _letter(mail, contacts, contents)
        if isinstance(letter, str):
            return NoMail(letter, queue.dropped)
        return write(letter, settings().mail_from, settings().base_url, mail.created_at)
    except ValueError as error:
        _log.warning("mail %d cannot be written: %s", mail.id, error)
        return NoMail(str(error), queue.parked)
    except Exception as error:
        _log.exception("mail %d could not be written", mail.id)
        return NoMail(repr(error), queue.failed)


def _letter(mail: Mail, contacts: Contacts, contents: Contents) -> Letter | str:
    """The letter, or why there is none to write."""
    contact = contacts.get(mail.recipient_id) if mail.recipient_id is not None else None
    if mail.recipient_id is not None and (contact is None or contact.is_blocked):
        return "blocked" if contact else "no such account"
    if mail.kind not in SEALED:
        told = contents[mail.id]
        return news_letter(mail, _recipient(contact), told) if told and contact else "nothing left to tell"
    to = _recipient(contact) if contact else Recipient(mail.address or "", mail.facts.get("name") or "")
    return sealed_letter(mail, to)


def _recipient(contact: Contact | None) -> Recipient:
    if contact is None:
        raise ValueError("a recipient without a contact")
    return Recipient(contact.email, contact.display_name, contact.language, contact.time_zone)
