"""Channels over a real Redis, across a lost connection."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from redis.asyncio import Redis

from gateway.fanout import Fanout
from gateway.testing.client import eventually
from gateway.testing.proxy import Proxy

pytestmark = pytest.mark.anyio


class Ear:
    """A listener that writes down what it is told."""

    def __init__(self) -> None:
        self.heard: list[bytes] = []
        self.subscribed = 0

    def on_message(self, body: bytes) -> None:
        self.heard.append(body)

    def on_subscribed(self) -> None:
        self.subscribed += 1


@pytest.fixture
async def redis(redis_url: str, anyio_backend: str) -> AsyncIterator[Redis]:
    client = Redis.from_url(redis_url)
    yield client
    await client.aclose()


async def test_many_listen_over_one_subscription_until_the_last_leaves(redis: Redis, redis_url: str) -> None:
    fanout, first, second = Fanout(redis_url), Ear(), Ear()
    await fanout.start()
    leave_first, leave_second = fanout.join("gw.test.a", first), fanout.join("gw.test.a", second)
    await eventually(lambda: first.subscribed and second.subscribed)
    assert await redis.publish("gw.test.a", b"1") == 1
    await eventually(lambda: first.heard == second.heard == [b"1"])
    leave_first()
    await redis.publish("gw.test.a", b"2")
    await eventually(lambda: second.heard == [b"1", b"2"])
    assert first.heard == [b"1"]
    leave_second()
    third = Ear()
    fanout.join("gw.test.a", third)
    await eventually(lambda: third.subscribed)
    assert await redis.publish("gw.test.a", b"3") == 1
    await eventually(lambda: third.heard == [b"3"])
    assert await fanout.alive()
    await fanout.stop()


async def test_it_subscribes_again_after_a_loss_and_says_so(redis: Redis, redis_url: str) -> None:
    async with Proxy(redis_url) as proxy:
        fanout, ear, late = Fanout(proxy.url), Ear(), Ear()
        await fanout.start()
        fanout.join("gw.test.b", ear)
        await eventually(lambda: ear.subscribed == 1)
        proxy.cut(refuse=True)
        await eventually(lambda: not fanout._subscribed)
        fanout.join("gw.test.c", late)
        assert not await fanout.alive()
        proxy.mend()
        await eventually(lambda: ear.subscribed == 2 and late.subscribed == 1)
        await redis.publish("gw.test.b", b"x")
        await eventually(lambda: ear.heard == [b"x"])
        await fanout.stop()


async def test_it_starts_without_redis(redis_url: str) -> None:
    async with Proxy(redis_url) as proxy:
        proxy.cut(refuse=True)
        fanout, ear = Fanout(proxy.url), Ear()
        await fanout.start()
        fanout.join("gw.test.d", ear)
        proxy.mend()
        await eventually(lambda: ear.subscribed == 1)
        await fanout.stop()


async def test_of_several_processes_one_takes_a_task(redis_url: str, redis: Redis) -> None:
    await redis.delete("gateway.turn.test")
    first, second = Fanout(redis_url), Fanout(redis_url)
    assert [await one.is_first("test", 60) for one in (first, second, first)] == [True, False, False]
    assert 0 < await redis.ttl("gateway.turn.test") <= 60
    await first.stop()
    await second.stop()


async def test_a_task_is_done_though_redis_is_away() -> None:
    alone = Fanout("redis://127.0.0.1:1/0")
    assert await alone.is_first("test", 60)
    await alone.stop()
