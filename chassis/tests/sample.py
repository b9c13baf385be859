"""A small service that uses everything the chassis has. Tests run it in processes of its own."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Annotated, Any, ClassVar

import eventlet
from eventlet import patcher
from pydantic import BaseModel, StringConstraints
from sqlalchemy import Column, Integer, MetaData, String, Table, insert, select

from chassis import ledger
from chassis.amqp.client import ServiceClient
from chassis.amqp.rpc import rpc
from chassis.call import Actor, current_call
from chassis.cursor import PageQuery
from chassis.database import Database, Store, make_engine
from chassis.database.paging import newest_first
from chassis.endpoint import endpoint, resolver
from chassis.errors import Conflict
from chassis.events import Event, emit, handles
from chassis.reply import Page, Reply
from chassis.service import Service, Worker
from chassis.text import Line

DEATH = Path("death")
"""A process in whose working directory there is such a file dies once: `before` or `after` the commit, as it says."""

metadata = MetaData()
things = Table(
    "things",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(200), nullable=False, unique=True),
)


def create_tables(url: str) -> None:
    """Create the sample's tables and the ledger."""
    engine = make_engine(url, pool_size=1)
    with engine.begin() as connection:
        ledger.create_tables(connection)
        metadata.create_all(connection)
    engine.dispose()


class NewThing(BaseModel):
    """What to make."""

    name: Annotated[Line, StringConstraints(min_length=1, max_length=200)]


class Thing(BaseModel):
    """What was made."""

    id: int
    name: str


class SampleService(Service):
    """A sample."""

    name = "sample"
    version = "1.2.3"
    db = Database()
    itself = ServiceClient("sample")
    nobody = ServiceClient("nobody")

    @endpoint("POST", "/api/things/", returns=Thing, answers={201: "the new thing"})
    def make_thing(self, actor: Actor, body: NewThing) -> Reply[Thing]:
        """Make a thing."""
        thing = write_thing(self.db, body.name)
        die("before")
        self.db.after_commit(lambda: die("after"))
        return Reply(thing, status=201, location=f"/api/things/{thing.id}/")

    @endpoint("POST", "/api/secrets/", returns=Thing, confidential=True)
    def make_secret(self, actor: Actor, body: NewThing) -> Thing:
        """Make a thing that nobody else may know."""
        return write_thing(self.db, body.name)

    @endpoint("GET", "/api/things/", returns=Thing)
    def list_things(self, actor: Actor, query: PageQuery) -> Page[Thing]:
        """List things."""
        with self.db.read() as session:
            found = newest_first(session, select(things.c.id, things.c.name), things.c.id, query)
        return Page([Thing(id=row.id, name=row.name) for row in found.rows], found.next_cursor, found.total)

    @resolver("things", invalidated_by="sample.thing_made")
    @rpc
    def echo(self, value: Any) -> Any:
        """The value again."""
        return value

    @rpc
    def who(self) -> dict[str, Any]:
        """The call as it arrived."""
        call = current_call()
        return {"actor": call.actor and call.actor.id, "request_id": call.request_id, "seconds": call.remaining(60)}

    @rpc
    def refuse(self) -> None:
        """Fail as expected."""
        raise Conflict("sample.taken", "It is taken.", by="somebody")

    @rpc
    def crash(self) -> None:
        """Fail unexpectedly, with something that nobody should read."""
        raise LookupError("the password is swordfish")

    @rpc
    def answer_nonsense(self) -> Any:
        """Answer with what is not JSON."""
        return object()

    @rpc
    def ask_itself(self, method: str) -> Any:
        """What another call answers."""
        return self.itself.call(method)

    @rpc
    def ask_nobody(self) -> Any:
        """Call a service that is away."""
        return self.nobody.call("anything")

    @rpc
    def wait_for(self, path: str) -> str:
        """Return when there is a file."""
        Path(f"{path}.started").touch()
        while not Path(path).exists():
            eventlet.sleep(0.01)
        return "done"

    @rpc
    def hold_the_hub(self, path: str) -> None:
        """Let no other green thread run until there is a file."""
        while not Path(path).exists():
            patcher.original("time").sleep(0.01)


class SampleHandlers(Worker):
    """Handles what the sample emits."""

    name = "sampler"
    version = "1.2.3"
    db = Database()
    failures: ClassVar[dict[str, int]] = {}

    @handles("sample.thing_made")
    def on_sample_thing_made(self, event: Event) -> None:
        """Write a copy; fail as often as the name says."""
        name = str(event.data["name"])
        write_thing(self.db, f"copy of {name}", "sample.thing_copied")
        if name.startswith("fails"):
            times = int(name.split()[1])
            self.failures[event.id] = self.failures.get(event.id, 0) + 1
            if self.failures[event.id] <= times:
                raise LookupError(f"failure {self.failures[event.id]}")


def die(moment: str) -> None:
    """End the process without a word, if that is what is planned for this moment."""
    if DEATH.exists() and DEATH.read_text("utf-8") == moment:
        DEATH.unlink()
        os.kill(os.getpid(), signal.SIGKILL)


def write_thing(db: Store, name: str, fact: str = "sample.thing_made") -> Thing:
    """Write a thing and emit that it was made."""
    with db.write() as session:
        made = session.execute(insert(things).values(name=name).returning(things.c.id)).scalar_one()
        emit(session, fact, {"name": name}, aggregate=f"thing:{made}")
        return Thing(id=made, name=name)
