"""Work in a process of its own: its result, and each of its limits."""

from __future__ import annotations

import time

import eventlet
import pytest

from chassis import limited
from chassis.limited import MIB, Exceeded, Failed


@pytest.fixture(autouse=True)
def _importable(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    monkeypatch.setenv("PYTHONPATH", str(request.path.parent))


def test_it_returns_what_the_function_returns() -> None:
    assert limited.run("work:add", 2, 3) == 5


def test_it_ends_work_that_takes_too_much_processor_time() -> None:
    with pytest.raises(Exceeded, match="processor"):
        limited.run("work:spin", cpu_seconds=1)


def test_it_ends_work_that_takes_too_long() -> None:
    began = time.monotonic()
    with pytest.raises(Exceeded, match="within 1 s"):
        limited.run("work:wait", 60, seconds=1)
    assert time.monotonic() - began < 10


def test_it_ends_work_that_takes_too_much_memory() -> None:
    with pytest.raises(Exceeded, match="memory"):
        limited.run("work:swell", memory=300 * MIB)


def test_it_tells_what_the_function_raised() -> None:
    with pytest.raises(Failed, match="ValueError: page 3 is damaged"):
        limited.run("work:fail")


def test_it_tells_that_the_process_crashed() -> None:
    with pytest.raises(Failed, match="ended with -6"):
        limited.run("work:crash")


def test_other_green_threads_go_on_meanwhile() -> None:
    ticks: list[int] = []

    def tick() -> None:
        while True:
            ticks.append(len(ticks))
            eventlet.sleep(0.02)

    ticking = eventlet.spawn(tick)
    try:
        with pytest.raises(Exceeded):
            limited.run("work:spin", cpu_seconds=1)
    finally:
        ticking.kill()
    assert len(ticks) > 5
