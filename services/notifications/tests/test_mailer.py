"""The mailer as a process: an upload that a thousand people are told of, and kill -9 at any point."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from chassis.clock import now
from chassis.database import Store
from chassis.testing.broker import Broker
from chassis.testing.databases import migrated_database, store_at
from chassis.testing.mailhost import MailHost, mail_host
from chassis.testing.processes import READY_SECONDS, ServiceProcess, running
from chassis.testing.waiting import eventually
from notifications.handlers import NotificationsHandlers
from notifications.models import Mail, Notification
from notifications.testing import crowd, material

HANDLERS, MAILER = "notifications.handlers:NotificationsHandlers", "notifications.mailer:NotificationsMailer"
LARGE, SMALL = 5, 6
STUDENTS = {LARGE: range(1000, 2000), SMALL: range(1000, 1300)}
SECONDS = 240.0
"""How long all mails may take on a machine that has much else to do."""


@pytest.fixture(autouse=True)
def _others(amqp_url: str) -> Iterator[None]:
    with crowd(amqp_url, STUDENTS):
        yield
    with contextlib.closing(Broker(amqp_url)) as broker:
        broker.delete_queues_of(NotificationsHandlers)


@pytest.fixture
def host() -> Iterator[MailHost]:
    """The mail server."""
    with mail_host() as found:
        yield found


@pytest.fixture
def settings(tmp_path: Path, amqp_url: str, redis_url: str, host: MailHost) -> dict[str, str]:
    """What the processes run with: a database of the test's own."""
    url = migrated_database("notifications", tmp_path)
    return {
        "AMQP_URL": amqp_url,
        "REDIS_URL": redis_url,
        "NOTIFICATIONS_DATABASE_URL": url,
        "SMTP_URL": host.url,
        "RETRY_LADDER_MS": "50,100,400,2000",
    }


def database(settings: dict[str, str]) -> Store:
    """What the processes write into."""
    return store_at(settings["NOTIFICATIONS_DATABASE_URL"])


def told(settings: dict[str, str]) -> tuple[int, int]:
    """How many notifications there are, and to how many people."""
    with database(settings).read() as session:
        row = session.execute(select(func.count(), func.count(func.distinct(Notification.recipient_id)))).one()
        return row[0], row[1]


@contextlib.contextmanager
def all_running(settings: dict[str, str], directory: Path, *targets: str) -> Iterator[None]:
    """Several processes, starting at the same time."""
    with contextlib.ExitStack() as stack:
        started = [stack.enter_context(running(target, settings, directory, wait=False)) for target in targets]
        eventually(lambda: all([process.is_ready() for process in started]), "all are ready", READY_SECONDS)
        yield


def kill_when(reached: Callable[[], bool], process: ServiceProcess) -> None:
    """kill -9 as soon as something holds."""
    eventually(lambda: reached() or None, "the moment to kill", SECONDS)
    process.kill()


def let_holds_run_out(settings: dict[str, str]) -> None:
    """As if the time had passed for which a dead mailer holds its batch."""
    with database(settings).write() as session:
        session.execute(update(Mail).where(Mail.claimed_until.is_not(None)).values(claimed_until=now()))


def test_a_thousand_are_told_and_mailed_of_one_upload_once(
    settings: dict[str, str], tmp_path: Path, broker: Broker, host: MailHost
) -> None:
    with all_running(settings, tmp_path, HANDLERS, MAILER):
        broker.tell("courses.material_uploaded", material(LARGE))
        eventually(lambda: len(host.contents) >= len(STUDENTS[LARGE]), "every mail", SECONDS)
    assert told(settings) == (len(STUDENTS[LARGE]), len(STUDENTS[LARGE]))
    assert set(host.recipients().values()) == {1}
    assert len(host.recipients()) == len(STUDENTS[LARGE])
    assert {str(mail["Subject"]) for mail in host.taken} == {"New material in Biology", "Neues Material in Biology"}


def test_killing_handlers_and_mailers_doubles_and_loses_nothing(
    settings: dict[str, str], tmp_path: Path, broker: Broker, host: MailHost
) -> None:
    kills = 0
    with running(HANDLERS, settings, tmp_path) as handlers:
        broker.tell("courses.material_uploaded", material(SMALL))
        kill_when(lambda: True, handlers)
    with running(HANDLERS, settings, tmp_path, wait=False):
        for enough in (20, 80, 160):
            with running(MAILER, settings, tmp_path, wait=False) as mailer:
                kill_when(lambda enough=enough: len(host.contents) >= enough, mailer)  # type: ignore[misc]
                kills += 1
                let_holds_run_out(settings)
        with running(MAILER, settings, tmp_path, wait=False):
            eventually(lambda: len(host.references()) >= len(STUDENTS[SMALL]), "every mail", SECONDS)
    assert told(settings) == (len(STUDENTS[SMALL]), len(STUDENTS[SMALL]))
    assert len(host.references()) == len(host.recipients()) == len(STUDENTS[SMALL])
    copies = len(host.contents) - len(STUDENTS[SMALL])
    assert copies <= kills, "at most the one mail that was on its way comes again, under its own Message-ID"


def test_two_mailers_at_once_double_nothing(
    settings: dict[str, str], tmp_path: Path, broker: Broker, host: MailHost
) -> None:
    with all_running(settings, tmp_path, HANDLERS, MAILER, MAILER):
        broker.tell("courses.material_uploaded", material(SMALL))
        eventually(lambda: len(host.references()) >= len(STUDENTS[SMALL]), "every mail", SECONDS)
    assert set(host.recipients().values()) == {1}
    assert len(host.contents) == len(STUDENTS[SMALL])
