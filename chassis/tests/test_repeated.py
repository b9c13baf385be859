"""Work that is repeated goes on whatever one turn of it meets."""

from __future__ import annotations

import threading
from types import SimpleNamespace
from typing import Any

from chassis.repeated import Repeated


class Dependency:
    """Stands for another dependency of the class."""

    def __init__(self, name: str, value: object) -> None:
        self.attr_name = name
        self._value = value

    def get_dependency(self, worker_ctx: Any) -> object:
        return self._value


def repeat(job: Any, seconds: float = 0.0) -> Repeated:
    """The job of a class with a `db`, to be run by `_run`."""
    repeated = Repeated(job, seconds)
    repeated.attr_name = "job"
    repeated.container = SimpleNamespace(dependencies=[Dependency("db", "the database")])
    return repeated


def test_the_job_sees_the_other_dependencies_and_is_called_until_the_process_stops() -> None:
    seen: list[object] = []

    def job(own: Any) -> None:
        seen.append(own.db)
        if len(seen) == 3:
            repeated.stop()

    repeated = repeat(job)
    repeated._run()
    assert seen == ["the database"] * 3


def test_what_it_raises_does_not_end_it() -> None:
    turns: list[int] = []

    def job(own: Any) -> None:
        turns.append(1)
        if len(turns) == 2:
            repeated.kill()
        raise RuntimeError("the database is away")

    repeated = repeat(job)
    repeated._run()
    assert len(turns) == 2


def test_while_there_is_more_to_do_it_does_not_pause() -> None:
    left = [True, True, False]
    done = threading.Event()

    def job(own: Any) -> bool:
        more = left.pop(0)
        if not more:
            done.set()
        return more

    repeated = repeat(job, seconds=3600)
    thread = threading.Thread(target=repeated._run, daemon=True)
    thread.start()
    assert done.wait(10)
    repeated.stop()
    thread.join(10)
    assert left == []
