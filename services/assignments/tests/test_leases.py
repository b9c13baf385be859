"""Processes die; what was being made is made all the same, by one of them at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from assignments.domain import AssignmentStatus
from assignments.models import Job
from assignments.schemas.content import QuizShown
from assignments.usecases import producing
from chassis.clock import now
from services.assignments.tests.bench import Bench, bench
from services.assignments.tests.stub_model import stub_model

__all__ = ["bench"]


def test_another_worker_goes_on_where_one_died(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assignments.asking.parts.PART", 500)
    begun = bench.begin()
    with stub_model() as server:
        shop = bench.workshop(server)
        died = after(2, shop, monkeypatch)
        with pytest.raises(KeyboardInterrupt):
            producing.work(shop)
        assert died()
        asked = len(server.requests)
        progress = bench.see(begun.id).progress
        assert progress is not None
        assert (progress.stage, progress.done, progress.total) == ("writing", 2, 3)
        assert producing.work(bench.workshop(server))
        told = [message["data"]["progress"] for _, message in bench.live.told]
        assert all(one["done"] >= 2 for one in told[-3:] if one["stage"] == "writing")
        assert len(server.requests) == 3
    assert asked == 2
    made = bench.see(begun.id)
    assert isinstance(made.content, QuizShown)
    assert {one.page for one in made.content.questions} == {1, 2, 3}


def after(steps: int, shop: producing.Workshop, monkeypatch: pytest.MonkeyPatch) -> Callable[[], bool]:
    """The process is ended after it has kept so many answers of the model; whether it was."""
    save, ended = producing._save, []

    def save_and_end(workshop: producing.Workshop, task: Any, step: Any) -> None:
        save(workshop, task, step)
        if workshop is shop and step.stage == "writing" and step.done == steps:
            ended.append(True)
            raise KeyboardInterrupt

    monkeypatch.setattr(producing, "_save", save_and_end)
    return lambda: bool(ended)


def test_a_lease_that_is_renewed_is_left_alone_and_one_that_ends_is_taken(bench: Bench) -> None:
    begun = bench.begin()
    shop, other = bench.workshop(), bench.workshop()
    assert producing._take(shop) is not None
    assert not producing.work(other)
    with bench.room.db.write() as session:
        session.execute(update(Job).values(lease_until=now() - timedelta(seconds=1)))
    producing.renew(shop)
    assert not producing.work(other)
    with bench.room.db.write() as session:
        session.execute(update(Job).values(lease_until=now() - timedelta(seconds=1)))
    assert not producing.work(shop)
    assert producing.work(other)
    assert bench.see(begun.id).status is AssignmentStatus.DRAFT


def test_what_ends_its_process_each_time_is_given_up(bench: Bench) -> None:
    begun = bench.begin()
    with bench.room.db.write() as session:
        session.execute(update(Job).values(begun=producing.MOST_TRIES))
    producing.work(bench.workshop())
    assert bench.see(begun.id).status is AssignmentStatus.FAILED
