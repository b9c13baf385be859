"""Mails that were given up are seen, sent again or dropped."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from chassis.clock import now
from chassis.cursor import PageQuery
from chassis.database import Store
from chassis.errors import NotFound
from chassis.testing.mailhost import mail_host
from notifications import parked as terminal
from notifications.mail.smtp import Server, SmtpTransport
from notifications.models import Mail, MailStatus
from notifications.usecases import queue
from notifications.usecases.delivery import deliver
from notifications.usecases.parked import drop, list_parked, send_again

from .conftest import ALICE, BOB, FakeAccounts, notify

EVERYTHING = PageQuery()


@pytest.fixture
def given_up(db: Store) -> int:
    """The id of a mail to Bob that no server wanted."""
    notify(db, BOB, "Hello")
    with mail_host() as host:
        host.rcpt = "550 no such mailbox"
        deliver(db, FakeAccounts(), SmtpTransport(Server.parse(host.url), 5), "me")
    (mail,) = list_parked(db, EVERYTHING).items
    return mail.id


def status(db: Store, mail_id: int) -> str:
    with db.read() as session:
        return session.scalars(select(Mail.status).where(Mail.id == mail_id)).one()


def test_what_was_given_up_is_listed_with_its_reason(db: Store, given_up: int) -> None:
    notify(db, ALICE, "This one waits")
    page = list_parked(db, EVERYTHING)
    (mail,) = page.items
    assert (mail.id, mail.kind, mail.recipient, mail.address) == (given_up, "news", BOB.id, None)
    assert (mail.reason, mail.attempts, page.total) == ("550 no such mailbox", 1, 1)
    assert now() - mail.parked_at < timedelta(hours=1)


def test_sent_again_it_arrives_once(db: Store, given_up: int) -> None:
    send_again(db, given_up)
    assert list_parked(db, EVERYTHING).items == []
    with mail_host() as host:
        for _ in range(2):
            deliver(db, FakeAccounts(), SmtpTransport(Server.parse(host.url), 5), "me")
        assert host.recipients() == {"bob@lectern.test": 1}
    assert status(db, given_up) == MailStatus.SENT


def test_dropped_it_is_gone_with_what_was_secret_in_it(db: Store) -> None:
    queue.put_once(db, "cause", "invitation", address="eve@lectern.test", facts={"sealed_token": "not ours"})
    with mail_host() as host:
        deliver(db, FakeAccounts(), SmtpTransport(Server.parse(host.url), 5), "me")
    (mail,) = list_parked(db, EVERYTHING).items
    assert (mail.recipient, mail.address) == (None, "eve@lectern.test")
    drop(db, mail.id)
    with db.read() as session:
        dropped = session.get_one(Mail, mail.id)
    assert (dropped.status, dropped.facts) == (MailStatus.DROPPED, {})


@pytest.mark.parametrize("action", [send_again, drop])
def test_a_mail_that_was_sent_is_left_alone(db: Store, given_up: int, action: Callable[[Store, int], None]) -> None:
    send_again(db, given_up)
    with mail_host() as host:
        deliver(db, FakeAccounts(), SmtpTransport(Server.parse(host.url), 5), "me")
    for mail_id in (given_up, 4711):
        with pytest.raises(NotFound):
            action(db, mail_id)
    assert status(db, given_up) == MailStatus.SENT


def test_a_terminal_shows_and_settles_them(db: Store, given_up: int) -> None:
    assert "news to person 2  550 no such mailbox" in terminal.act(db, "list", 0)
    assert terminal.act(db, "replay", given_up) == "It is sent again."
    assert terminal.act(db, "list", 0) == "No mail was given up."
