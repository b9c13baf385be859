"""How long an event takes from its commit to its handler, on a system with nothing else to do. Told, not judged."""

from __future__ import annotations

import statistics

import pytest

from lectern.waiting import wait_until
from tests.faults.support.calls import Caller
from tests.faults.support.processes import Stage
from tests.faults.support.traces import Traces

EVENTS = 60


def moments(traces: Traces, what: str) -> dict[str, float]:
    """When it happened, by the text of the event."""
    return {text: float(moment) for moment, text in (line.split(" ", 1) for line in traces.details(what))}


def test_every_event_arrives_and_how_long_it_took_is_told(
    stage: Stage, caller: Caller, traces: Traces, capsys: pytest.CaptureFixture[str]
) -> None:
    stage.service().start().wait_until_ready()
    stage.handlers().start().wait_until_ready()
    for number in range(EVENTS):
        caller.get("write", text=f"{number}")
        wait_until(lambda number=number: traces.runs("noted") > number, 30, "the event is handled")  # type: ignore[misc]
    told, noted = moments(traces, "told"), moments(traces, "noted")
    assert told.keys() == noted.keys()
    took = sorted((noted[text] - told[text]) * 1000 for text in told)
    with capsys.disabled():
        median, most = statistics.median(took), took[int(len(took) * 0.95)]
        print(f"\nevent latency, commit to handler: median {median:.0f} ms, 95 of 100 within {most:.0f} ms")  # noqa: T201
