"""Calls over a real RabbitMQ, and the ways in which it can fail them: each ends, by its deadline at the latest."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from chassis.errors import Conflict, DeadlineExceeded, Unavailable
from gateway.rpc import Broker, Context, Feed, RemoteFailure
from gateway.testing.client import eventually
from gateway.testing.proxy import Proxy
from gateway.testing.responder import Responder

pytestmark = pytest.mark.anyio

CONTRACT = {"service": "echoes", "version": "1.0.0"}


def echo(arguments: dict[str, Any], _headers: dict[str, Any]) -> Any:
    time.sleep(arguments.get("after", 0))  # a slow service: replies come back in another order than the calls
    return arguments["n"]


def refuse(_arguments: dict[str, Any], _headers: dict[str, Any]) -> Any:
    raise Conflict("echoes.taken", "It is taken.")


def explode(_arguments: dict[str, Any], _headers: dict[str, Any]) -> Any:
    raise ZeroDivisionError("boom")


def headers_of(_arguments: dict[str, Any], headers: dict[str, Any]) -> Any:
    return headers


METHODS = {"echo": echo, "refuse": refuse, "explode": explode, "headers": headers_of}


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[Broker]:
    broker = Broker(url)
    await broker.start()
    try:
        await eventually(lambda: broker.connected)
        yield broker
    finally:
        await broker.stop()


async def call(broker: Broker, method: str = "echo", timeout: float = 5, safe: bool = True, **arguments: Any) -> Any:
    return await broker.call("echoes", method, arguments, Context("r-1"), timeout, safe)


async def test_replies_in_another_order_are_not_crossed(amqp_url: str) -> None:
    with Responder(amqp_url, CONTRACT, METHODS):
        async with connected(amqp_url) as broker:
            calls = [call(broker, n=n, after=0.05 if n % 2 else 0) for n in range(100)]
            assert await asyncio.gather(*calls) == list(range(100))
            assert len(broker.pending) == 0


async def test_the_context_travels_as_headers(amqp_url: str) -> None:
    context = Context("r-2", "192.0.2.1", "http://x", 3, "librarian", 9, "once")
    with Responder(amqp_url, CONTRACT, METHODS):
        async with connected(amqp_url) as broker:
            headers = await broker.call("echoes", "headers", {}, context, 5, True)
    deadline = headers.pop("nameko.deadline_ms")
    assert 0 < deadline / 1000 - time.time() <= 5
    assert headers == {
        "nameko.request_id": "r-2",
        "nameko.address": "192.0.2.1",
        "nameko.base_url": "http://x",
        "nameko.actor_id": 3,
        "nameko.actor_role": "librarian",
        "nameko.session_id": 9,
        "nameko.idempotency_key": "once",
    }


async def test_errors_come_back_as_what_they_were(amqp_url: str) -> None:
    with Responder(amqp_url, CONTRACT, METHODS):
        async with connected(amqp_url) as broker:
            with pytest.raises(Conflict, match=r"echoes\.taken"):
                await call(broker, "refuse")
            with pytest.raises(RemoteFailure, match="boom"):
                await call(broker, "explode")


async def test_a_call_that_nobody_can_take_fails_at_once(amqp_url: str) -> None:
    async with connected(amqp_url) as broker, asyncio.timeout(8):
        with pytest.raises(Unavailable):
            await broker.call("nobody", "echo", {}, Context("r"), 30, False)


async def test_a_deadline_is_kept(amqp_url: str) -> None:
    held = threading.Event()

    def hold(_arguments: dict[str, Any], _headers: dict[str, Any]) -> None:
        held.wait(10)

    with Responder(amqp_url, CONTRACT, {"hold": hold}):
        async with connected(amqp_url) as broker:
            async with asyncio.timeout(8):
                with pytest.raises(DeadlineExceeded):
                    await call(broker, "hold", timeout=0.5, safe=False)
            held.set()


async def test_a_dead_service_is_noticed_though_its_queue_lives_on(amqp_url: str) -> None:
    with Responder(amqp_url, CONTRACT, METHODS):
        pass
    async with connected(amqp_url) as broker:
        async with asyncio.timeout(8):
            with pytest.raises(Unavailable):
                await call(broker, n=1, timeout=30)
            with pytest.raises(Unavailable):
                await call(broker, n=1, timeout=30, safe=False)
        with Responder(amqp_url, CONTRACT, METHODS):
            await eventually(lambda: not broker._presence.is_away("echoes"))
            assert await call(broker, n=5) == 5


async def test_a_change_under_way_is_not_given_up_before_its_deadline(amqp_url: str) -> None:
    with Responder(amqp_url, CONTRACT, METHODS):
        pass
    async with connected(amqp_url) as broker:
        change = asyncio.create_task(call(broker, n=7, timeout=10, safe=False))
        await eventually(lambda: broker._presence.is_away("echoes"))
        assert not change.done()
        with Responder(amqp_url, CONTRACT, METHODS):
            assert await change == 7


async def test_calls_in_flight_fail_when_the_connection_drops_and_it_heals(amqp_url: str) -> None:
    lost = asyncio.Event()
    with Responder(amqp_url, CONTRACT, METHODS):
        async with Proxy(amqp_url) as proxy, connected(proxy.url) as broker:
            broker.on_lost = lost.set
            calls = [asyncio.create_task(call(broker, n=n, after=1, timeout=20, safe=False)) for n in range(20)]
            await eventually(lambda: len(broker.pending) == 20)
            proxy.cut(refuse=True)
            async with asyncio.timeout(8):
                outcomes = await asyncio.gather(*calls, return_exceptions=True)
            assert all(isinstance(outcome, Unavailable) for outcome in outcomes)
            assert lost.is_set()
            with pytest.raises(Unavailable):
                await call(broker, n=1)
            proxy.mend()
            await eventually(lambda: broker.connected)
            assert await call(broker, n=2) == 2


async def test_a_stalled_connection_holds_no_call_past_its_deadline(amqp_url: str) -> None:
    with Responder(amqp_url, CONTRACT, METHODS):
        async with Proxy(amqp_url) as proxy, connected(proxy.url) as broker:
            proxy.stall()
            async with asyncio.timeout(8):
                with pytest.raises(DeadlineExceeded):
                    await call(broker, n=1, timeout=0.5)
            proxy.mend()
            assert await call(broker, n=2) == 2


async def test_a_connection_that_stays_stalled_is_given_up_before_the_deadline(amqp_url: str) -> None:
    async with Proxy(amqp_url) as proxy, connected(proxy.url) as broker:
        proxy.stall()
        async with asyncio.timeout(30):
            with pytest.raises(Unavailable):
                await call(broker, n=1, timeout=60, safe=False)
        proxy.mend()
        await eventually(lambda: broker.connected)


async def test_it_starts_without_a_broker_and_connects_when_there_is_one(amqp_url: str) -> None:
    async with Proxy(amqp_url) as proxy:
        proxy.cut(refuse=True)
        broker = Broker(proxy.url)
        await broker.start()
        with pytest.raises(Unavailable):
            await call(broker, n=1)
        proxy.mend()
        await eventually(lambda: broker.connected)
        await broker.stop()


async def test_feeds_are_bound_before_calls_and_again_after_a_loss(amqp_url: str) -> None:
    heard: list[bytes] = []
    with Responder(amqp_url, CONTRACT, METHODS) as service:
        async with Proxy(amqp_url) as proxy:
            broker = Broker(proxy.url)
            await broker.listen(Feed("echoes.events", "topic", "before"), heard.append)
            await broker.start()
            await eventually(lambda: broker.connected)
            await broker.listen(Feed("echoes.events", "topic", "after"), heard.append)
            for _ in range(2):
                heard.clear()
                service.emit("echoes.before", 1)
                service.emit("echoes.after", 2)
                service.emit("echoes.other", 3)
                await eventually(lambda: len(heard) == 2)
                proxy.cut()
                await eventually(lambda: not broker.connected)
                await eventually(lambda: broker.connected)
            await broker.stop()


async def test_an_exchange_of_other_properties_is_taken_as_it_is(amqp_url: str) -> None:
    heard: list[bytes] = []
    async with connected(amqp_url) as broker:
        await broker.listen(Feed("amq.fanout", "topic"), heard.append)
        await broker.listen(Feed("amq.topic", "fanout", "x"), heard.append)
        assert broker.connected
        await broker.announce("amq.fanout", b"{}")
        await eventually(lambda: heard == [b"{}"])


async def test_stopping_fails_what_is_in_flight(amqp_url: str) -> None:
    with Responder(amqp_url, CONTRACT, METHODS):
        async with connected(amqp_url) as broker:
            asking = asyncio.create_task(call(broker, n=1, after=1, safe=False))
            await eventually(lambda: len(broker.pending) == 1)
            await broker.stop()
            with pytest.raises(Unavailable):
                await asking
