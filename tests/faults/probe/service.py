"""The probe's calls."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path
from typing import Any

import eventlet
from eventlet.event import Event as Never
from pydantic import BaseModel
from sqlalchemy import func, select

from chassis import limited
from chassis.administration import administered
from chassis.amqp.client import ServiceClient
from chassis.amqp.rpc import rpc
from chassis.blocking import off_hub
from chassis.database import Database
from chassis.endpoint import endpoint
from chassis.errors import ServiceError
from chassis.events import emit
from chassis.live import LiveChannels
from chassis.service import Service
from tests.faults.probe import sabotage
from tests.faults.probe.models import Note
from tests.faults.probe.trace import trace

sabotage.prepare()

CHANNEL = "probe.notes"


class Text(BaseModel):
    """Some text."""

    text: str


class Order(BaseModel):
    """What to write, and for how many seconds to linger at the two places where a death hurts."""

    text: str
    before_commit: float = 0
    after_commit: float = 0
    fact: str = "noted"


class Wait(BaseModel):
    """How long to wait, and what to say then."""

    seconds: float
    text: str = ""


class Told(BaseModel):
    """A note, as it is told to who follows."""

    id: str
    event: str = "note"
    data: Text


class Live(BaseModel):
    """What a stream begins with."""

    events: list[Told]


class Pulse:
    """Measures how long the hub was stuck at worst, without the time that the machine gave it no processor."""

    worst = 0.0

    @classmethod
    def watch(cls) -> None:
        """Look every 10 ms, for ever."""
        while True:
            before, denied = time.monotonic(), denied_seconds()
            eventlet.sleep(0.01)
            cls.worst = max(cls.worst, time.monotonic() - before - 0.01 - (denied_seconds() - denied))


def denied_seconds() -> float:
    """For how long the hub's thread was ready to run but others were running (proc(5), schedstat)."""
    return int(Path("/proc/self/schedstat").read_text().split()[1]) / 1e9


@administered(roles={"operator"})
class ProbeService(Service):
    """Does as it is told."""

    name = "probe"
    version = "0.1.0"
    db = Database()
    echo = ServiceClient("echo")
    live = LiveChannels()

    @endpoint("GET", "/api/probe/ping/", public=True, returns=Text)
    def ping(self) -> Text:
        """Answer at once."""
        return Text(text="pong")

    @endpoint("POST", "/api/probe/notes/", public=True, returns=Text, answers={201: "written"})
    def write(self, body: Order) -> Text:
        """Write a note and tell of it."""
        trace("write", body.text)
        with self.db.write() as session:
            note = Note(text=body.text)
            session.add(note)
            emit(session, f"probe.{body.fact}", {"text": body.text}, aggregate="note:1")
            session.flush()
            trace("written", body.text)
            eventlet.sleep(body.before_commit)
        self.db.after_commit(lambda: trace("told", f"{time.time():.6f} {body.text}"))
        self.db.after_commit(lambda: self.live.publish([(CHANNEL, told(note).model_dump(mode="json"))]))
        if body.after_commit:
            self.db.after_commit(lambda: linger(body))
        return Text(text=body.text)

    @endpoint("GET", "/api/probe/notes/count/", public=True, returns=Text)
    def count(self) -> Text:
        """Count the notes."""
        with self.db.read() as session:
            return Text(text=str(session.scalar(select(func.count(Note.id)))))

    @endpoint("GET", "/api/probe/slow/", public=True, returns=Text)
    def slow(self, query: Wait) -> Text:
        """Wait, then answer."""
        trace("slow", query.text)
        eventlet.sleep(query.seconds)
        return Text(text=query.text)

    @endpoint("GET", "/api/probe/stream/", returns=Live, stream=CHANNEL)
    def follow(self, last_event_id: str | None) -> Live:
        """Follow the notes."""
        with self.db.read() as session:
            newer = select(Note).where(Note.id > int(last_event_id or 0)).order_by(Note.id)
            return Live(events=[told(note) for note in session.scalars(newer)])

    @rpc
    def linger(self, seconds: float, text: str = "") -> str:
        """Wait, then answer."""
        trace("linger", text)
        eventlet.sleep(seconds)
        trace("lingered", text)
        return text

    @rpc
    def write_many(self, number: int) -> None:
        """Write notes, each in a transaction of its own; delivered again while it runs, it runs again."""
        trace("write_many")
        for index in range(number):
            with self.db.write() as session:
                session.add(Note(text=f"{index}"))
                emit(session, "probe.noted", {"text": f"{index}"}, aggregate="note:1")
            eventlet.sleep(0.005)
        trace("wrote_many")

    @rpc
    def hash_password(self) -> str:
        """About 50 ms of work in C, off the hub."""
        trace("hash")
        made = off_hub(hashlib.scrypt, b"a password", salt=b"salt", n=2**14, r=8, p=1)
        return made.hex()

    @rpc
    def grind(self, seconds: float) -> float:
        """As many seconds of work in Python, as with a PDF."""
        trace("grind")
        return float(limited.run("tests.faults.probe.grinding:grind", seconds))

    @rpc
    def ask(self, wait: float, text: str = "") -> Any:
        """Wait, then ask `echo`; the time it took and how it ended is left as a trace too."""
        trace("ask", text)
        eventlet.sleep(wait)
        trace("asking", text)
        began = time.monotonic()
        outcome = "answered"
        try:
            return self.echo.call("say", text=text)
        except ServiceError as error:
            outcome = type(error).__name__
            raise
        finally:
            trace("asked", f"{outcome} {time.monotonic() - began:.3f}")

    @rpc
    def be_stuck(self) -> None:
        """Wait for what never comes."""
        trace("stuck")
        Never().wait()

    @rpc
    def hog(self) -> None:
        """Hold the hub for ever."""
        trace("hog")
        while True:
            pass

    @rpc
    def watch_hub(self) -> None:
        """Begin to measure how long the hub is stuck at worst."""
        Pulse.worst = 0.0
        eventlet.spawn_n(Pulse.watch)

    @rpc
    def worst_stall(self) -> float:
        """The longest that the hub was stuck, in seconds."""
        return Pulse.worst


def told(note: Note) -> Told:
    """A note, as it is told to who follows."""
    return Told(id=str(note.id), data=Text(text=note.text))


def linger(order: Order) -> None:
    """Stay a while between the commit and the reply."""
    trace("committed", order.text)
    eventlet.sleep(order.after_commit)
