"""Rate limits: a burst, then a steady rate; by person or by address; off when they shall be."""

from __future__ import annotations

import math

import pytest

from chassis.errors import TooMany
from gateway.limits import CAPACITY, RateLimit
from gateway.settings import GatewaySettings
from gateway.testing.clock import Clock
from gateway.tests.conftest import World

pytestmark = pytest.mark.anyio


def taken(limit: RateLimit, key: object, most: int) -> int:
    """How many requests in a row are let through."""
    for number in range(most):
        try:
            limit.take(key)
        except TooMany:
            return number
    return most


def test_a_burst_passes_and_then_one_for_each_interval() -> None:
    clock = Clock()
    limit = RateLimit(2, burst=5, clock=clock)
    assert taken(limit, "alice", 100) == 5
    assert taken(limit, "bob", 100) == 5
    clock.now += 0.5
    assert taken(limit, "alice", 100) == 1
    clock.now += 60
    assert taken(limit, "alice", 100) == 5


def test_who_is_refused_is_told_when_to_come_back() -> None:
    clock = Clock()
    limit = RateLimit(0.1, burst=1, clock=clock)
    limit.take("alice")
    with pytest.raises(TooMany) as refused:
        limit.take("alice")
    clock.now += refused.value.details["retry_after"]
    limit.take("alice")


def test_an_infinite_rate_refuses_nobody() -> None:
    assert taken(RateLimit(math.inf, burst=1), "alice", 1000) == 1000


def test_it_forgets_who_came_longest_ago() -> None:
    limit = RateLimit(1e-6, burst=1)
    for number in range(CAPACITY + 1):
        limit.take(number)
    limit.take(0)
    with pytest.raises(TooMany):
        limit.take(CAPACITY)


@pytest.fixture
def settings(settings: GatewaySettings) -> GatewaySettings:
    """Little for everybody, and no more of it while a test runs."""
    little = {"rate_per_person": 1e-6, "burst_per_person": 3, "rate_per_address": 1e-6, "burst_per_address": 2}
    return settings.model_copy(update=little)


async def statuses(world: World, path: str, times: int, **headers: str) -> list[int]:
    return [(await world.client.get(path, headers=headers)).status_code for _ in range(times)]


async def test_a_person_has_a_share_whatever_others_at_the_address_do(world: World) -> None:
    world.reply("get_best", "{}")
    world.reply("list_books", "[]")
    assert await statuses(world, "/api/books/", 4, **world.alice) == [200, 200, 200, 429]
    assert await statuses(world, "/api/books/best/", 3) == [200, 200, 429]
    refused = await world.client.get("/api/books/", headers=world.alice)
    assert (refused.json()["code"], int(refused.headers["Retry-After"]) > 0) == ("too_many_requests", True)


async def test_bad_tokens_are_not_looked_up_for_ever(world: World) -> None:
    world.reply("list_books", "[]")
    await statuses(world, "/api/books/", 1, **world.alice)
    bad = {"Authorization": "Token guessed"}
    assert await statuses(world, "/api/books/", 4, **bad) == [401, 401, 429, 429]
    asked = len(world.bus.made("authenticate"))
    await statuses(world, "/api/books/", 3, **bad)
    assert len(world.bus.made("authenticate")) == asked
    assert await statuses(world, "/api/books/", 1, **world.alice) == [200]


class TestWithoutLimits:
    """What load tests run against."""

    @pytest.fixture
    def settings(self, settings: GatewaySettings) -> GatewaySettings:
        return settings.model_copy(update={"rate_limits": "off"})

    async def test_nobody_is_refused(self, world: World) -> None:
        world.reply("list_books", "[]")
        assert set(await statuses(world, "/api/books/", 20, **world.alice)) == {200}
