"""Replies that are used again: while the revision is the same, for the same person, and not for long."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from gateway import kept
from gateway.compositions import COMPOSITIONS
from gateway.kept import KeptReplies
from gateway.metrics import Metrics
from gateway.operations import Operation, composed
from gateway.rpc import Context
from gateway.testing.clock import Clock

pytestmark = pytest.mark.anyio

LIST: Operation = replace(composed(COMPOSITIONS[0]), name="list_books", service="library", cacheable=True)
ALICE = Context("r1", base_url="http://lectern.test", actor_id=1, actor_role="teacher", session_id=3)
REQUEST: dict[str, Any] = {"path": {"id": "7"}, "query": "limit=5", "headers": {"user-agent": "any"}}


@dataclass
class Shelf:
    """A service that counts how often it is asked, and its revision."""

    revision: bytes | None = b"first"
    asked: int = 0
    body: str = "[]"
    status: int = 200
    clock: Clock = field(default_factory=Clock)
    replies: KeptReplies = field(init=False)

    def __post_init__(self) -> None:
        self.replies = KeptReplies(self, Metrics(), ttl=5, clock=self.clock)

    async def of(self, service: str) -> bytes | None:
        """See `Revisions.of`."""
        assert service == "library"
        return self.revision

    async def ask(self) -> dict[str, Any]:
        """Answer, each time another."""
        self.asked += 1
        return {"status": self.status, "headers": {}, "body": self.body or str(self.asked)}

    async def reply(
        self,
        operation: Operation = LIST,
        context: Context = ALICE,
        request: dict[str, Any] = REQUEST,
        ask: Callable[[], Awaitable[dict[str, Any]]] | None = None,
    ) -> dict[str, Any]:
        """What somebody gets."""
        return await self.replies.reply(operation, context, request, ask or self.ask)


async def test_it_is_asked_for_again_only_when_something_has_changed() -> None:
    shelf = Shelf()
    first = await shelf.reply()
    assert await shelf.reply() == first
    assert shelf.asked == 1
    shelf.revision = b"second"
    await shelf.reply()
    await shelf.reply()
    assert shelf.asked == 2


async def test_a_change_while_it_is_asked_for_makes_it_old_at_once() -> None:
    shelf = Shelf()

    async def changes_meanwhile() -> dict[str, Any]:
        reply = await shelf.ask()
        shelf.revision = b"second"
        return reply

    await shelf.reply(ask=changes_meanwhile)
    await shelf.reply()
    assert shelf.asked == 2


@pytest.mark.parametrize(
    "other",
    [
        {"context": replace(ALICE, actor_id=2)},
        {"context": replace(ALICE, actor_role="admin")},
        {"context": replace(ALICE, session_id=4)},
        {"context": replace(ALICE, base_url="https://elsewhere.test")},
        {"request": {**REQUEST, "path": {"id": "8"}}},
        {"request": {**REQUEST, "query": "limit=6"}},
        {"operation": replace(LIST, name="list_authors")},
    ],
)
async def test_it_is_for_the_same_person_and_the_same_request_only(other: dict[str, Any]) -> None:
    shelf = Shelf()
    await shelf.reply()
    await shelf.reply(**other)
    assert shelf.asked == 2


async def test_another_request_id_makes_no_difference() -> None:
    shelf = Shelf()
    await shelf.reply()
    await shelf.reply(context=replace(ALICE, request_id="r2", address="192.0.2.1"))
    assert shelf.asked == 1


async def test_nothing_is_kept_for_long() -> None:
    shelf = Shelf()
    await shelf.reply()
    shelf.clock.now += 5
    await shelf.reply()
    assert shelf.asked == 2


@pytest.mark.parametrize("hindrance", ["revision", "operation", "status", "size"])
async def test_nothing_is_kept_that_should_not_be(hindrance: str) -> None:
    shelf, operation = Shelf(), LIST
    if hindrance == "revision":
        shelf.revision = None
    elif hindrance == "operation":
        operation = replace(LIST, cacheable=False)
    elif hindrance == "status":
        shelf.status = 404
    else:
        shelf.body = "x" * kept.LARGEST_BYTES
    await shelf.reply(operation)
    await shelf.reply(operation)
    assert shelf.asked == 2


async def test_what_is_kept_has_a_bound_and_the_oldest_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "CAPACITY_BYTES", 3 * (kept.OVERHEAD_BYTES + len("[]")))
    shelf = Shelf()
    for number in range(4):
        await shelf.reply(request={**REQUEST, "path": {"id": str(number)}})
    await shelf.reply(request={**REQUEST, "path": {"id": "3"}})
    assert shelf.asked == 4
    await shelf.reply(request={**REQUEST, "path": {"id": "0"}})
    assert shelf.asked == 5


async def test_an_error_is_passed_on_and_not_kept() -> None:
    shelf = Shelf()

    async def fail() -> dict[str, Any]:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await shelf.reply(ask=fail)
    await shelf.reply()
    assert shelf.asked == 1
