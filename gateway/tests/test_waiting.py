"""What is only begun is waited for where the client prefers that."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.errors import Unavailable
from gateway import waiting

pytestmark = pytest.mark.anyio

BEGUN = {"status": 202, "headers": {"Location": "/api/books/5/"}, "body": '{"id": 5, "state": "printing"}'}
PRINTING = {"status": 200, "headers": {"Retry-After": "1"}, "body": '{"id": 5, "state": "printing"}'}
PRINTED = {"status": 200, "headers": {}, "body": '{"id": 5, "state": "printed"}'}


class Printer:
    """Answers as told, the last answer again and again."""

    def __init__(self, *answers: Any) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    async def ask(self, path: str) -> Any:
        self.asked.append(path)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.mark.parametrize(
    ("prefer", "patience"),
    [
        (None, 0),
        ("wait=5", 5),
        ("respond-async, wait=10", 10),
        ("WAIT = 3; x=y", 3),
        ('wait="7"', 7),
        ("wait=999999", 60),
        ("wait=-1", 0),
        ("await=5", 0),
        ("return=minimal", 0),
    ],
)
def test_how_long_the_client_wants_to_wait(prefer: str | None, patience: int) -> None:
    assert waiting.seconds(prefer) == patience


async def test_it_answers_with_the_finished_thing() -> None:
    printer = Printer(PRINTING, PRINTING, PRINTED)
    reply = await waiting.finished(BEGUN, "wait=30", printer.ask, pause=0)
    assert (reply["status"], reply["body"]) == (201, PRINTED["body"])
    assert reply["headers"] == {"Location": "/api/books/5/", "Preference-Applied": "wait"}
    assert printer.asked == ["/api/books/5/"] * 3


async def test_it_answers_that_it_was_begun_when_it_takes_too_long() -> None:
    assert await waiting.finished(BEGUN, "wait=1", Printer(PRINTING).ask, pause=0.1) == BEGUN


@pytest.mark.parametrize("begun", [{**BEGUN, "status": 201}, {**BEGUN, "headers": {}}])
async def test_it_waits_only_for_what_is_under_way(begun: dict[str, Any]) -> None:
    printer = Printer(PRINTED)
    assert await waiting.finished(begun, "wait=5", printer.ask, pause=0) == begun
    assert printer.asked == []


async def test_over_http_a_service_that_goes_away_meanwhile_changes_nothing(world: Any) -> None:
    world.reply("add_book", '{"id": 5}', status=202, Location="/api/books/5/")
    world.bus.offer("library", "get_book", _away)
    answer = await world.client.post("/api/books/", content=b"{}", headers={**world.alice, "Prefer": "wait=5"})
    assert (answer.status_code, answer.json()["id"]) == (202, 5)


async def test_over_http_the_finished_thing_comes_with_its_address(world: Any) -> None:
    world.reply("add_book", '{"id": 5}', status=202, Location="/api/books/5/")
    world.reply("get_book", '{"id": 5, "author": null}')
    headers = {**world.alice, "Prefer": "wait=5", "Idempotency-Key": "once"}
    answer = await world.client.post("/api/books/", content=b"{}", headers=headers)
    assert (answer.status_code, answer.headers["location"]) == (201, "/api/books/5/")
    assert answer.headers["preference-applied"] == "wait"
    assert world.bus.made("get_book")[0].context.idempotency_key is None


def _away(**arguments: Any) -> Any:
    raise Unavailable("library.away", "Away.", retry_after=1)
