"""The services' revisions as Redis has them."""

from __future__ import annotations

import uuid

import pytest

from chassis.revision import Revision
from gateway.revisions import PAUSE_SECONDS, Revisions
from gateway.testing.clock import Clock

pytestmark = pytest.mark.anyio


async def test_a_revision_is_there_once_it_was_asked_for_and_goes_with_a_change(redis_url: str) -> None:
    service, revisions = uuid.uuid4().hex, Revisions(redis_url)
    assert await revisions.of(service) is None
    first = await revisions.of(service)
    assert first is not None
    assert await revisions.of(service) == first
    Revision(redis_url, service).renew()
    assert await revisions.of(service) not in (None, first)
    await revisions.close()


async def test_a_redis_that_is_away_is_left_alone_for_a_while() -> None:
    clock = Clock()
    revisions = Revisions("redis://127.0.0.1:9/0", clock)
    assert await revisions.of("library") is None
    assert revisions.is_paused()
    clock.now += PAUSE_SECONDS
    assert not revisions.is_paused()
    assert await revisions.of("library") is None
    await revisions.close()
