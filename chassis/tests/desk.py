"""A service without a container: its endpoints are answered in the test itself."""

from __future__ import annotations

import uuid
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, Field, StringConstraints, model_validator
from sqlalchemy import insert, select, text

from chassis.answering import answer
from chassis.call import Actor, Call, enter_call
from chassis.cursor import PageQuery
from chassis.database import Store
from chassis.database.paging import newest_first
from chassis.endpoint import endpoint
from chassis.ids import Id
from chassis.refs import Ref
from chassis.reply import Page, Reply
from chassis.testing.broker import request
from chassis.text import Line, Text

from .sample import things


class Colour(StrEnum):
    """A colour."""

    RED = "red"
    BLUE = "blue"


class Note(BaseModel):
    """A body with a field of every kind."""

    name: Annotated[Line, StringConstraints(min_length=1, max_length=40)]
    message: Text = ""
    number: Id | None = None
    loud: bool = False
    colour: Colour = Colour.RED
    tags: list[Line] = Field(default_factory=list, max_length=3)

    @model_validator(mode="after")
    def _not_both(self) -> Note:
        if self.loud and self.colour is Colour.BLUE:
            raise ValueError("Blue is never loud.")
        return self


class Search(PageQuery):
    """Which notes."""

    search: Annotated[Line, Field(max_length=20)] = ""
    colour: Colour | None = None


class Written(BaseModel):
    """A note as it was written."""

    id: int
    name: str
    author: Annotated[int, Ref("accounts.users", author_name="display_name")]


class Bundle(BaseModel):
    """Notes within something else."""

    first: Written
    others: list[Written]


class Desk:
    """Writes notes."""

    name = "desk"
    version = "0.3.0"

    def __init__(self, store: Store) -> None:
        self.db = store

    @endpoint("POST", "/api/notes/", returns=Written, answers={201: "written"})
    def write_note(self, actor: Actor, body: Note) -> Reply[Written]:
        """Write a note."""
        with self.db.write() as session:
            row = session.execute(insert(things).values(name=body.name).returning(things.c.id)).scalar_one()
        written = Written(id=row, name=body.name, author=actor.id)
        return Reply(written, status=201, location=f"/api/notes/{row}/")

    @endpoint("POST", "/api/secrets/", returns=Written, confidential=True)
    def write_secret(self, actor: Actor, body: Note) -> Written:
        """Write a note that only its author may read."""
        with self.db.write() as session:
            row = session.execute(insert(things).values(name=body.name).returning(things.c.id)).scalar_one()
        return Written(id=row, name=f"secret {body.name}", author=actor.id)

    @endpoint("GET", "/api/notes/", returns=Written, cacheable=True)
    def list_notes(self, actor: Actor, query: Search) -> Page[Written]:
        """List notes."""
        with self.db.read() as session:
            found = newest_first(session, select(things), things.c.id, query)
        items = [Written(id=row.id, name=row.name, author=actor.id) for row in found.rows]
        return Page(items, found.next_cursor, found.total)

    @endpoint("GET", "/api/notes/{id}/", returns=Written, single=True, public=True, errors={404: "no such note"})
    def get_note(self, id: int, base_url: str, last_event_id: str | None) -> Written:
        """Show a note."""
        return Written(id=id, name=f"{base_url} {last_event_id}", author=1)

    @endpoint("GET", "/api/bundle/", returns=Bundle, public=True)
    def get_bundle(self) -> Bundle:
        """Show several notes."""
        note = Written(id=1, name="one", author=1)
        return Bundle(first=note, others=[note])

    @endpoint("DELETE", "/api/notes/{id}/", roles={"teacher", "admin"})
    def delete_note(self, actor: Actor, id: int) -> None:
        """Delete a note."""

    @endpoint("GET", "/api/broken/", returns=Written, public=True)
    def read_broken(self) -> Written:
        """Read from a table that is not there."""
        with self.db.read() as session:
            session.execute(text("SELECT * FROM nowhere"))
        raise AssertionError("unreachable")


def ask(
    desk: Desk, method: str, actor: Actor | None = None, *, call: Call | None = None, **parts: Any
) -> dict[str, Any]:
    """The reply to a request, as the gateway gets it."""
    enter_call(call or Call(uuid.uuid4().hex, "request", actor))
    reply: dict[str, Any] = answer(desk, getattr(Desk, method).operation, request(**parts))
    return reply
