"""The live view: rates and quantiles between two samples, and where things stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.console import Console

from lectern.commands import COMMANDS
from lectern.top import Sample, compare
from lectern.top.figures import quantile
from lectern.top.processes import parse
from lectern.top.view import tables

GATEWAY = """\
# TYPE gateway_requests_total counter
gateway_requests_total{{operation="home",status="200"}} {good}
gateway_requests_total{{operation="home",status="503"}} {bad}
# TYPE gateway_request_seconds histogram
gateway_request_seconds_bucket{{operation="home",le="0.01"}} {good}
gateway_request_seconds_bucket{{operation="home",le="+Inf"}} {all}
# TYPE process_cpu_seconds_total counter
process_cpu_seconds_total {cpu}
# TYPE process_resident_memory_bytes gauge
process_resident_memory_bytes 104857600
# TYPE gateway_streams gauge
gateway_streams 3
"""
WORKER = """\
# TYPE lectern_outbox_lag_seconds gauge
lectern_outbox_lag_seconds{service="courses"} 31
# TYPE lectern_parked_messages gauge
lectern_parked_messages{service="courses"} 2
# TYPE lectern_waiting_messages gauge
lectern_waiting_messages{service="courses",queue="rpc-courses"} 5
lectern_waiting_messages{service="courses",queue="evt-accounts-user_changed--courses.a"} 3
lectern_waiting_messages{service="courses",queue="evt-accounts-user_registered--courses.b"} 4
"""


def gateway(good: int, bad: int, cpu: float) -> str:
    return GATEWAY.format(good=good, bad=bad, all=good + bad, cpu=cpu)


@pytest.fixture
def samples() -> tuple[Sample, Sample]:
    """Two samples ten seconds apart, in which one process has begun to answer and one has stopped to."""
    before = {"gateway": parse(gateway(100, 0, 5)), "CoursesHandlers": {}, "ClassroomService": parse(WORKER)}
    after = {"gateway": parse(gateway(140, 10, 10)), "CoursesHandlers": parse(WORKER), "ClassroomService": {}}
    return Sample(0, before), Sample(10, after)


def test_rates_are_of_what_came_between(samples: tuple[Sample, Sample]) -> None:
    found = compare(*samples)
    gateway = next(one for one in found.processes if one.name == "gateway")
    assert (gateway.work.rate, gateway.work.failures) == (5.0, 1.0)
    assert gateway.work.p50 == pytest.approx(0.01 * 25 / 40)
    assert (gateway.cpu, gateway.memory) == (0.5, 100)
    assert (found.outbox_lag, found.parked, found.streams) == ({"courses": 31}, {"courses": 2}, 3)
    assert (found.calls, found.events) == ({"courses": 5}, {"courses": 7})


def test_a_process_that_began_anew_counts_from_nothing(samples: tuple[Sample, Sample]) -> None:
    before, after = samples
    again = Sample(10, {**after.processes, "gateway": parse(gateway(20, 0, 0.5))})
    found = next(one for one in compare(before, again).processes if one.name == "gateway")
    assert (found.work.rate, found.cpu) == (2.0, 0.0)


@pytest.mark.parametrize(
    ("share", "expected"), [(0.25, 0.5), (0.5, 1.0), (0.75, 1.5), (0.99, 2.0)], ids=["1/4", "1/2", "3/4", "beyond"]
)
def test_a_quantile_is_as_prometheus_has_it(share: float, expected: float) -> None:
    assert quantile({1.0: 50, 2.0: 98, float("inf"): 100}, share) == pytest.approx(expected, rel=0.05)
    assert quantile({}, share) is None


def test_the_view_names_every_process_and_what_is_wrong(samples: tuple[Sample, Sample]) -> None:
    console = Console(width=100)
    with console.capture() as printed:
        console.print(tables(compare(*samples)))
    text = printed.get()
    assert "does not answer" in text
    assert ["courses", "5", "7", "31.0", "2"] in [line.split() for line in text.splitlines()]


def test_it_says_when_nothing_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert COMMANDS["top"](["--directory", str(tmp_path)]) == 1
    assert capsys.readouterr().err == "Lectern does not run here.\n"
