"""How soon a crowd is told of one upload: from the event to the last mail that a mail server has taken over.

Real handlers and a real mailer; accounts and courses are stood in for, and the mail server is a process of its own.
"""

from __future__ import annotations

import argparse
import contextlib
import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from sqlalchemy import func, select

from chassis.database import Store, make_engine
from chassis.migrate import upgrade
from chassis.testing.broker import Broker
from chassis.testing.mailhost import mail_host
from chassis.testing.processes import running
from chassis.testing.waiting import eventually
from notifications.models import Notification
from notifications.testing import crowd, material

COURSE = 5
SECONDS = 600.0


class Post:
    """The mail server: what it has taken over so far."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self.url: str = pipe.recv()

    def mails(self) -> int:
        """How many mails."""
        return self._ask("mails")

    def recipients(self) -> int:
        """How many people they went to."""
        return self._ask("recipients")

    def _ask(self, question: str) -> int:
        self._pipe.send(question)
        answer: int = self._pipe.recv()
        return answer


def serve(pipe: Connection) -> None:
    """Be the mail server until the pipe is closed."""
    with mail_host() as host, contextlib.suppress(EOFError):
        pipe.send(host.url)
        while question := pipe.recv():
            pipe.send(len(host.contents) if question == "mails" else len(host.recipients()))


@contextlib.contextmanager
def post() -> Iterator[Post]:
    """A mail server in a process of its own."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=serve, args=(theirs,))
    process.start()
    try:
        yield Post(ours)
    finally:
        ours.send("")
        process.join()


def measure(settings: dict[str, str], people: int, post: Post, directory: Path) -> None:
    """One upload; prints when everybody was told, and when everybody was mailed."""
    store = Store(make_engine(settings["NOTIFICATIONS_DATABASE_URL"]))

    def told() -> int:
        with store.read() as session:
            return session.scalar(select(func.count()).select_from(Notification)) or 0

    handlers, mailer = "notifications.handlers:NotificationsHandlers", "notifications.mailer:NotificationsMailer"
    with running(handlers, settings, directory), running(mailer, settings, directory):
        began = time.perf_counter()
        with contextlib.closing(Broker(settings["AMQP_URL"])) as broker:
            broker.tell("courses.material_uploaded", material(COURSE))
        eventually(lambda: told() >= people, "every notification", SECONDS)
        say(f"{people} notifications after {time.perf_counter() - began:.1f} s")
        eventually(lambda: post.mails() >= people, "every mail", SECONDS)
        say(f"{people} mails after {time.perf_counter() - began:.1f} s, to {post.recipients()} people")


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    """Start everything, measure, stop it."""
    parser = argparse.ArgumentParser(description="Measure mail.")
    parser.add_argument("people", type=int, nargs="?", default=1000)
    people = parser.parse_args().people
    amqp_url, redis_url = os.environ["AMQP_URL"], os.environ["REDIS_URL"]
    with tempfile.TemporaryDirectory() as directory, post() as server, crowd(amqp_url, {COURSE: range(2, people + 2)}):
        settings = {
            "AMQP_URL": amqp_url,
            "REDIS_URL": redis_url,
            "NOTIFICATIONS_DATABASE_URL": f"sqlite:///{directory}/notifications.sqlite3",
            "SMTP_URL": server.url,
            "SECRET_KEY": "only for measuring, and long enough",
        }
        upgrade("notifications", settings["NOTIFICATIONS_DATABASE_URL"])
        measure(settings, people, server, Path(directory))


if __name__ == "__main__":
    main()
