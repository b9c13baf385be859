"""Fault 20: the mail server is away, refuses, dies and is slow; every mail arrives once it is back, once."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest

from chassis.testing.broker import Broker
from chassis.testing.mailhost import mail_host
from chassis.testing.processes import free_port
from lectern.waiting import wait_until
from notifications.handlers import NotificationsHandlers
from notifications.testing import crowd, material
from tests.faults.support.processes import Process, Stage
from tests.faults.support.world import World

COURSE, STUDENTS = 5, range(2, 62)
SECONDS = 120
"""For each step, on a machine that has much else to do."""


@pytest.fixture
def port() -> int:
    """Where the mail server is, when it is there."""
    return free_port()


@pytest.fixture
def broker(world: World) -> Iterator[Broker]:
    """Where the news is told; what listens to it there is gone at the end."""
    with crowd(world.amqp_url, {COURSE: STUDENTS}), contextlib.closing(Broker(world.amqp_url)) as found:
        yield found
        found.delete_queues_of(NotificationsHandlers)


@pytest.fixture
def mailer(stage: Stage, broker: Broker, port: int) -> Process:
    """The mailer, and the handlers that give it work. Hours are seconds here."""
    stage.settings |= {
        "NOTIFICATIONS_DATABASE_URL": f"sqlite:///{stage.directory / 'notifications.sqlite3'}",
        "SMTP_URL": f"smtp://127.0.0.1:{port}",
        "MAIL_PAUSE": "1",
        "MAIL_RETRIES": ",".join(["2"] * 50),
    }
    stage.run("chassis.migrate", "notifications")
    handlers = stage.service("listener", "notifications.handlers:NotificationsHandlers").start()
    mailer = stage.service("mailer", "notifications.mailer:NotificationsMailer").start()
    handlers.wait_until_ready()
    return mailer.wait_until_ready()


def test_mail_outlasts_a_mail_server_that_is_away_refuses_dies_and_is_slow(
    mailer: Process, broker: Broker, port: int
) -> None:
    broker.tell("courses.material_uploaded", material(COURSE))
    wait_until(lambda: mailer.log.read_text().count("mail waits") >= 2, SECONDS, "the server was missed, and again")

    with mail_host(port) as host:
        host.rcpt = "451 busy, come back later"
        wait_until(lambda: host.refused >= len(STUDENTS), SECONDS, "every mail is refused for now")
        host.slowness = 0.02
        host.rcpt = "250 OK"
        wait_until(lambda: len(host.contents) >= 10, SECONDS, "it takes mails slowly")
        host.data, host.hang_up = "421 going down", "during"
        wait_until(lambda: not host.hang_up, SECONDS, "it hangs up in the middle of a mail")
    before = host.recipients()
    assert 10 <= before.total() < len(STUDENTS)

    with mail_host(port) as host:
        wait_until(lambda: len(host.recipients() | before) >= len(STUDENTS), SECONDS, "every mail")
    assert host.recipients() + before == {f"person{one}@lectern.test": 1 for one in STUDENTS}
