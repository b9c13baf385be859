"""Traces: off they are not even imported; on, the parts of a request hang together and tell names, never values."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from chassis import tracing
from chassis.database import Store
from chassis.events import emit
from chassis.ledger.tables import outbox
from chassis.tracing import sql
from chassis.tracing.exporting import Exporting

from .conftest import make
from .sample import things

PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


class Told:
    """What a traced process has exported."""

    def __init__(self) -> None:
        self._exporter = InMemorySpanExporter()
        self.exporting = Exporting("sample", self._exporter)

    def spans(self) -> dict[str, ReadableSpan]:
        """Every span that has ended, by name."""
        self.exporting.stop()
        return {span.name: span for span in self._exporter.get_finished_spans()}


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[Told]:
    """Traces of this process."""
    told = Told()
    monkeypatch.setattr(tracing, "_exporting", told.exporting)
    yield told
    told.exporting.stop()


def parent_of(span: ReadableSpan) -> int:
    assert span.parent is not None
    return span.parent.span_id


def test_a_process_that_is_not_traced_does_not_import_it() -> None:
    looked = "import sys, chassis.run; sys.exit('opentelemetry.sdk' in sys.modules or 'opentelemetry' in sys.modules)"
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", looked], env={}, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert not tracing.is_on()
    assert tracing.onward() == {}


def test_a_trace_goes_on_from_call_to_sql_and_event(told: Told, store: Store) -> None:
    sql.watch(store.engine)
    span = tracing.begin("sample.make", "server", {}, PARENT)
    assert span is not None
    with store.write() as session:
        emit(session, "sample.thing_made", {"name": "Secret Santa"}, aggregate="thing:1")
    span.end()
    assert tracing.onward() == {}
    spans = told.spans()
    server, event, statement = (spans[name] for name in ("sample.make", "sample.thing_made", "INSERT outbox"))
    assert f"{server.context.trace_id:x}" == PARENT.split("-")[1].lstrip("0")
    assert f"{parent_of(server):x}" == PARENT.split("-")[2]
    assert parent_of(event) == server.context.span_id
    assert parent_of(statement) == event.context.span_id
    with store.read() as session:
        body = session.execute(select(outbox.c.body)).scalar_one()
    assert f"{event.context.span_id:016x}" in body
    assert "Santa" not in "".join(one.to_json() for one in spans.values())


def test_what_nobody_asked_for_is_not_traced(told: Told, store: Store) -> None:
    sql.watch(store.engine)
    make(store, "by the clock")
    with store.read() as session:
        assert session.execute(select(things.c.name)).all()
    assert told.spans() == {}


def test_a_failed_statement_tells_its_type_and_not_its_message(told: Told, store: Store) -> None:
    sql.watch(store.engine)
    span = tracing.begin("sample.look", "server", {})
    assert span is not None
    with store.read() as session, pytest.raises(OperationalError) as raised:
        session.execute(text("SELECT * FROM nowhere"))
    span.end(raised.value)
    spans = told.spans()
    assert dict(spans["SELECT nowhere"].attributes or {})["error.type"] == "OperationalError"
    assert not spans["sample.look"].status.is_ok
    assert [one.events for one in spans.values() if one.events] == []


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("SELECT a.id\nFROM courses AS a WHERE x = ?", "SELECT courses"),
        ("INSERT INTO outbox (a) VALUES (?)", "INSERT outbox"),
        ("UPDATE relays SET a = ?", "UPDATE relays"),
        ("SELECT 1", "SELECT"),
        ("/* nothing */", "SQL"),
    ],
)
def test_a_statement_is_named_by_what_it_does(statement: str, expected: str) -> None:
    assert sql.summary(statement) == expected
