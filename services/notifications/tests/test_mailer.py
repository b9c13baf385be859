"""The mailer as a process: an upload that a thousand people are told of, and kill -9 at any point."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from chassis.database import Store, make_engine
from chassis.migrate import upgrade
from chassis.testing.broker import Broker
from chassis.testing.fakes import faked
from chassis.testing.processes import ServiceProcess, running
from chassis.testing.waiting import eventually
from notifications.handlers import NotificationsHandlers
from notifications.models import Notification

from .mailhost import MailHost, mail_host

HANDLERS, MAILER = "notifications.handlers:NotificationsHandlers", "notifications.mailer:NotificationsMailer"
LARGE, SMALL = 5, 6
STUDENTS = {LARGE: range(1000, 2000), SMALL: range(1000, 1300)}
SECONDS = 240.0
"""How long all mails may take on a machine that has much else to do."""


def material(course_id: int) -> dict[str, Any]:
    """That something was uploaded into a course."""
    return {"course_id": course_id, "course_title": "Biology", "material_id": 9, "title": "Cells", "teacher_id": 1}


def list_member_ids(course_id: int, after: int, limit: int) -> dict[str, Any]:
    """As courses answers it."""
    return {"teacher_id": 1, "student_ids": [one for one in STUDENTS[course_id] if one > after][:limit]}


def list_contacts(ids: list[int]) -> dict[str, dict[str, Any]]:
    """As accounts answers it."""
    return {
        str(one): {
            "email": f"person{one}@lectern.test",
            "display_name": f"Person {one}",
            "language": "de" if one % 2 else "en",
            "time_zone": "Europe/Berlin",
            "is_blocked": False,
        }
        for one in ids
    }


@pytest.fixture(autouse=True)
def _others(amqp_url: str) -> Iterator[None]:
    with (
        faked(amqp_url, "accounts", list_contacts=list_contacts),
        faked(amqp_url, "courses", list_member_ids=list_member_ids),
    ):
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
    url = f"sqlite:///{tmp_path / 'notifications.sqlite3'}"
    upgrade("notifications", url)
    return {
        "AMQP_URL": amqp_url,
        "REDIS_URL": redis_url,
        "NOTIFICATIONS_DATABASE_URL": url,
        "SMTP_URL": host.url,
        "RETRY_LADDER_MS": "50,100,400,2000",
    }


def told(settings: dict[str, str]) -> tuple[int, int]:
    """How many notifications there are, and to how many people."""
    with Store(make_engine(settings["NOTIFICATIONS_DATABASE_URL"])).read() as session:
        row = session.execute(select(func.count(), func.count(func.distinct(Notification.recipient_id)))).one()
        return row[0], row[1]


def kill_when(reached: Callable[[], bool], process: ServiceProcess) -> None:
    """kill -9 as soon as something holds."""
    eventually(lambda: reached() or None, "the moment to kill", 60)
    process.kill()


def test_a_thousand_are_told_and_mailed_of_one_upload_once(
    settings: dict[str, str], tmp_path: Path, broker: Broker, host: MailHost, record_property: Callable[..., None]
) -> None:
    with running(HANDLERS, settings, tmp_path), running(MAILER, settings, tmp_path):
        started = time.monotonic()
        broker.tell("courses.material_uploaded", material(LARGE))
        eventually(lambda: len(host.contents) >= len(STUDENTS[LARGE]), "every mail", SECONDS)
        seconds = time.monotonic() - started
    print(f"\n1,000 notifications and mails after one upload: {seconds:.1f} s")  # noqa: T201  # the figure is wanted
    record_property("seconds", seconds)
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
    with running(HANDLERS, settings, tmp_path):
        for enough in (20, 80, 160):
            with running(MAILER, settings, tmp_path) as mailer:
                kill_when(lambda enough=enough: len(host.contents) >= enough, mailer)  # type: ignore[misc]
                kills += 1
        with running(MAILER, settings, tmp_path):
            eventually(lambda: len(host.references()) >= len(STUDENTS[SMALL]), "every mail", SECONDS)
    assert told(settings) == (len(STUDENTS[SMALL]), len(STUDENTS[SMALL]))
    assert len(host.references()) == len(host.recipients()) == len(STUDENTS[SMALL])
    copies = len(host.contents) - len(STUDENTS[SMALL])
    assert copies <= kills, "at most the one mail that was on its way comes again, under its own Message-ID"


def test_two_mailers_at_once_double_nothing(
    settings: dict[str, str], tmp_path: Path, broker: Broker, host: MailHost
) -> None:
    with (
        running(HANDLERS, settings, tmp_path),
        running(MAILER, settings, tmp_path),
        running(MAILER, settings, tmp_path),
    ):
        broker.tell("courses.material_uploaded", material(SMALL))
        eventually(lambda: len(host.references()) >= len(STUDENTS[SMALL]), "every mail", SECONDS)
    assert set(host.recipients().values()) == {1}
    assert len(host.contents) == len(STUDENTS[SMALL])
