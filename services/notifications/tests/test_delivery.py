"""Mail leaves once, whatever the mail server does; the peer is a real one."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from chassis.clock import now
from chassis.database import Store
from chassis.errors import Unavailable
from chassis.testing.mailhost import MailHost, mail_host
from chassis.testing.processes import free_port
from notifications.domain.notices import Kind, to_all
from notifications.mail.smtp import Server, SmtpTransport
from notifications.models import Mail, MailItem, MailStatus, Preference
from notifications.usecases import queue
from notifications.usecases.delivery import NotNow, deliver
from notifications.usecases.telling import notify

from .conftest import ALICE, BOB, FakeAccounts, FakeLive

ME = "this sender"


@pytest.fixture
def host() -> Iterator[MailHost]:
    """A mail server."""
    with mail_host() as found:
        yield found


@pytest.fixture
def accounts() -> FakeAccounts:
    """Who has an account."""
    return FakeAccounts()


def transport(host: MailHost, timeout: float = 5) -> SmtpTransport:
    return SmtpTransport(Server.parse(host.url), timeout)


def tell(db: Store, *people: int, event: str = "event", title: str = "Hello") -> None:
    notify(db, FakeLive(), event, to_all(people, Kind.PLAIN, {"title": title, "message": "There."}, "/courses"))


def mails(db: Store) -> list[Mail]:
    with db.read() as session:
        return list(session.scalars(select(Mail).order_by(Mail.id)))


def make_due(db: Store) -> None:
    """Let the time pass that mails and items wait for."""
    with db.write() as session:
        session.execute(update(Mail).values(due_at=now(), claimed_until=None))
        session.execute(update(MailItem).values(due_at=now()))


def let_an_hour_pass(db: Store) -> None:
    """As if everything had happened more than an hour ago."""
    with db.write() as session:
        session.execute(
            update(Mail).where(Mail.finished_at.is_not(None)).values(finished_at=now() - timedelta(hours=2))
        )
    make_due(db)


def test_a_notification_arrives_as_a_mail_once(db: Store, host: MailHost, accounts: FakeAccounts) -> None:
    tell(db, BOB.id)
    for _ in range(3):
        deliver(db, accounts, transport(host), ME)
    (mail,) = host.taken
    assert mail["Subject"] == "Hello"
    assert str(mail["To"]) == "Bob Bell <bob@lectern.test>"
    assert "There." in mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert [one.status for one in mails(db)] == [MailStatus.SENT]


def test_a_batch_takes_one_connection_and_one_question(db: Store, host: MailHost, accounts: FakeAccounts) -> None:
    tell(db, *range(100, 150))
    deliver(db, accounts, transport(host), ME)
    assert len(host.recipients()) == len(host.taken) == 50
    assert (host.connections, accounts.asked) == (1, 1)


def test_a_server_that_is_away_delays_mail_and_loses_none(db: Store, accounts: FakeAccounts) -> None:
    port = free_port()
    nowhere = SmtpTransport(Server.parse(f"smtp://127.0.0.1:{port}"), 1)
    tell(db, BOB.id, ALICE.id)
    for _ in range(20):
        with pytest.raises(NotNow):
            deliver(db, accounts, nowhere, ME)
        make_due(db)
    assert {(one.status, one.attempts) for one in mails(db)} == {(MailStatus.WAITING, 0)}
    with mail_host(port) as host:
        deliver(db, accounts, transport(host), ME)
        assert set(host.recipients().values()) == {1}
        assert len(host.taken) == 2


def test_mail_waits_while_nobody_knows_addresses(db: Store, host: MailHost, accounts: FakeAccounts) -> None:
    tell(db, BOB.id)
    accounts.trouble = Unavailable("accounts.away", "Away.")
    with pytest.raises(NotNow):
        deliver(db, accounts, transport(host), ME)
    accounts.trouble = None
    make_due(db)
    deliver(db, accounts, transport(host), ME)
    assert len(host.taken) == 1


@pytest.mark.parametrize("where", ["rcpt", "data"])
def test_a_mail_refused_for_now_comes_later_and_others_are_not_held_up(
    db: Store, host: MailHost, accounts: FakeAccounts, where: str
) -> None:
    tell(db, BOB.id)
    setattr(host, where, "451 greylisted")
    deliver(db, accounts, transport(host), ME)
    (mail,) = mails(db)
    assert (mail.status, mail.attempts, mail.error) == (MailStatus.WAITING, 1, "451 greylisted")
    assert timedelta(seconds=50) < mail.due_at - now() <= timedelta(minutes=1)
    setattr(host, where, "250 OK")
    tell(db, ALICE.id, event="another")
    deliver(db, accounts, transport(host), ME)
    assert list(host.recipients()) == ["alice@lectern.test"]
    make_due(db)
    deliver(db, accounts, transport(host), ME)
    assert host.recipients() == {"alice@lectern.test": 1, "bob@lectern.test": 1}


def test_a_mail_that_is_always_refused_for_now_is_parked_after_the_ladder(
    db: Store, host: MailHost, accounts: FakeAccounts
) -> None:
    tell(db, BOB.id)
    host.rcpt = "450 not now"
    for _ in range(10):
        deliver(db, accounts, transport(host), ME)
        make_due(db)
    (mail,) = mails(db)
    assert (mail.status, mail.attempts, mail.error) == (MailStatus.PARKED, 7, "450 not now")


@pytest.mark.parametrize("where", ["rcpt", "data"])
def test_a_mail_refused_for_good_is_parked_with_the_reason(
    db: Store, host: MailHost, accounts: FakeAccounts, where: str
) -> None:
    tell(db, BOB.id)
    setattr(host, where, "550 no such mailbox")
    deliver(db, accounts, transport(host), ME)
    (mail,) = mails(db)
    assert (mail.status, mail.error) == (MailStatus.PARKED, "550 no such mailbox")


def test_a_server_that_dies_in_the_middle_of_a_mail_gets_it_again(
    db: Store, host: MailHost, accounts: FakeAccounts
) -> None:
    tell(db, *range(100, 110))
    host.hang_up = "during"
    with pytest.raises(NotNow):
        deliver(db, accounts, transport(host), ME)
    make_due(db)
    deliver(db, accounts, transport(host), ME)
    assert set(host.recipients().values()) == {1}
    assert len(host.taken) == 10


def test_a_mail_whose_taking_over_was_never_said_comes_again_under_its_own_id(
    db: Store, host: MailHost, accounts: FakeAccounts
) -> None:
    tell(db, BOB.id)
    host.hang_up = "after"
    with pytest.raises(NotNow):
        deliver(db, accounts, transport(host), ME)
    make_due(db)
    deliver(db, accounts, transport(host), ME)
    first, second = host.taken
    assert first.as_bytes() == second.as_bytes()
    assert len(host.references()) == 1


def test_a_slow_server_is_waited_for_and_then_left(db: Store, host: MailHost, accounts: FakeAccounts) -> None:
    tell(db, BOB.id)
    host.slowness = 0.3
    deliver(db, accounts, transport(host, timeout=30), ME)
    assert len(host.taken) == 1
    tell(db, ALICE.id, event="another")
    host.slowness = 3
    with pytest.raises(NotNow):
        deliver(db, accounts, transport(host, timeout=0.2), ME)
    assert mails(db)[-1].status == MailStatus.WAITING


def test_two_senders_share_the_work_and_double_nothing(db: Store, host: MailHost, accounts: FakeAccounts) -> None:
    tell(db, *range(100, 220))
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda sender: deliver(db, accounts, transport(host), sender), ["one", "two"]))
    assert set(host.recipients().values()) == {1}
    assert len(host.taken) == 120


def test_what_another_holds_is_left_alone_until_that_one_is_gone(
    db: Store, host: MailHost, accounts: FakeAccounts
) -> None:
    queue.put_once(db, "cause", "news", recipient_id=BOB.id)
    (held,) = queue.claim(db, "somebody else", 10)
    assert queue.claim(db, ME, 10) == []
    assert queue.still_held(db, [held], ME) == []
    make_due(db)
    assert [one.id for one in queue.claim(db, ME, 10)] == [held.id]
    queue.renew(db, "somebody else")
    assert queue.still_held(db, [held], ME) == [held]
    assert queue.still_held(db, [held], "somebody else") == []


def test_a_burst_is_two_mails(db: Store, host: MailHost, accounts: FakeAccounts) -> None:
    tell(db, BOB.id, event="0")
    deliver(db, accounts, transport(host), ME)
    for number in range(1, 30):
        tell(db, BOB.id, event=str(number), title=f"Grade {number}")
        deliver(db, accounts, transport(host), ME)
    assert len(host.taken) == 1
    make_due(db)
    with db.write() as session:
        session.execute(update(Mail).values(finished_at=now() - timedelta(seconds=25)))
    deliver(db, accounts, transport(host), ME)
    assert len(host.taken) == 2
    text = host.taken[1].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert {f"* Grade {number}" for number in range(1, 30)} <= set(text.splitlines())
    assert host.taken[1]["Subject"] == "29 pieces of news from Lectern"


def test_while_the_server_is_away_a_burst_is_two_mails_as_well(db: Store, accounts: FakeAccounts) -> None:
    port = free_port()
    for number in range(30):
        tell(db, BOB.id, event=str(number))
        with pytest.raises(NotNow):
            deliver(db, accounts, SmtpTransport(Server.parse(f"smtp://127.0.0.1:{port}"), 1), ME)
        with db.write() as session:
            session.execute(update(Mail).values(due_at=now()))
    with mail_host(port) as host:
        deliver(db, accounts, transport(host), ME)
        let_an_hour_pass(db)
        deliver(db, accounts, transport(host), ME)
        assert len(host.taken) == 2


def test_who_is_blocked_or_gone_gets_no_mail(db: Store, host: MailHost, accounts: FakeAccounts) -> None:
    accounts.blocked.add(BOB.id)
    accounts.gone.add(ALICE.id)
    tell(db, BOB.id, ALICE.id)
    deliver(db, accounts, transport(host), ME)
    assert host.taken == []
    assert {one.error for one in mails(db)} == {"blocked", "no such account"}


def test_who_wants_no_mail_gets_none_and_a_digest_waits_for_the_morning(
    db: Store, host: MailHost, accounts: FakeAccounts
) -> None:
    with db.write() as session:
        for person, daily in ((BOB.id, False), (ALICE.id, True)):
            session.add(Preference(user_id=person, notification_type="general", in_app=True, email=False, digest=daily))
    tell(db, BOB.id, ALICE.id, event="one")
    tell(db, BOB.id, ALICE.id, event="two")
    deliver(db, accounts, transport(host), ME)
    assert host.taken == []
    make_due(db)
    deliver(db, accounts, transport(host), ME)
    (digest,) = host.taken
    assert host.recipients() == {"alice@lectern.test": 1}
    assert digest["Subject"] == "Your day on Lectern: 2 pieces of news"


def test_a_mail_is_in_the_language_that_its_reader_has_now(db: Store, host: MailHost, accounts: FakeAccounts) -> None:
    accounts.languages[BOB.id] = "de"
    notify(db, FakeLive(), "event", to_all([BOB.id], Kind.STUDENT_ADDED, {"course": "Bio", "teacher": "Alice"}, "/c/5"))
    deliver(db, accounts, transport(host), ME)
    (mail,) = host.taken
    assert mail["Subject"] == "Du bist jetzt in Bio"


def test_one_mail_that_cannot_be_written_stops_no_other(db: Store, host: MailHost, accounts: FakeAccounts) -> None:
    accounts.addresses[BOB.id] = "bob@lectern.test\r\nBcc: all@lectern.test"
    tell(db, BOB.id, ALICE.id)
    deliver(db, accounts, transport(host), ME)
    assert host.recipients() == {"alice@lectern.test": 1}
    assert [one.status for one in mails(db)] == [MailStatus.PARKED, MailStatus.SENT]
