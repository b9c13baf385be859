"""A room with a workshop beside it, in which assignments are made from PDFs."""

from __future__ import annotations

from pkgutil import resolve_name
from typing import Any

import orjson
import pytest

from assignments.asking.client import Model
from assignments.asking.model import Server, Usage
from assignments.config import AssignmentsSettings
from assignments.domain import AssignmentType
from assignments.schemas.assignments import Assignment
from assignments.schemas.generation import GenerateBody
from assignments.usecases import authoring, generating, producing
from chassis import limited
from chassis.call import Actor
from services.assignments.tests import samples
from services.assignments.tests.conftest import ALICE, BIOLOGY, FakePeople, Room
from services.assignments.tests.stub_model import StubModel

PDF = samples.pdf(samples.BIOLOGY)


class FakeLive:
    """Remembers what open windows were told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, dict[str, Any]]] = []

    def publish(self, events: Any) -> None:
        """See `chassis.live.Channels`."""
        self.told += events


class Bench:
    """Alice's room with a workshop beside it."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.live = FakeLive()
        self.people = FakePeople()
        self.pauses: list[float] = []

    def workshop(self, server: StubModel | None = None, **more: Any) -> producing.Workshop:
        """A worker's; with a model, or without."""
        url = server.url if server else ""
        settings = AssignmentsSettings(_env_file=None, ai_base_url=url, ai_model="stub", **{"ai_timeout": 5, **more})

        def make_model(server: Server, usage: Usage) -> Model:
            return Model(server, usage, sleep=self.pauses.append)

        live: Any = self.live
        return producing.Workshop(self.room.db, self.room.files, self.people, live, settings, make_model)

    def begin(self, content: bytes = PDF, who: Actor = ALICE, **fields: Any) -> Assignment:
        """Send a PDF."""
        body = {"course": BIOLOGY, "assignment_type": AssignmentType.QUIZ, "count": 4, **fields}
        file = self.room.arrive(content, "Cells & more.pdf")
        reply = generating.generate(self.room.desk(who), GenerateBody.model_validate({**body, "file": file}))
        assert (reply.status, reply.body is not None) == (202, True)
        assert reply.body is not None
        return reply.body

    def see(self, assignment_id: int) -> Assignment:
        """As Alice sees it."""
        return authoring.get_assignment(self.room.desk(), assignment_id)

    def make(self, server: StubModel | None = None, **more: Any) -> Assignment:
        """Send a PDF and let a worker do its work."""
        made = self.begin()
        assert producing.work(self.workshop(server, **more))
        return self.see(made.id)


@pytest.fixture
def bench(room: Room, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """Alice's room with a workshop beside it. PDFs are read in this process: the limits have tests of their own."""

    def run(target: str, *arguments: Any, **limits: Any) -> Any:
        return orjson.loads(orjson.dumps(resolve_name(target)(*orjson.loads(orjson.dumps(arguments)))))

    monkeypatch.setattr(limited, "run", run)
    return Bench(room)
