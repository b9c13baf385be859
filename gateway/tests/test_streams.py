"""Event streams: nothing twice, nothing missed, and an end as soon as the sign-in ends."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from chassis.errors import Unauthenticated
from gateway.testing.client import eventually

pytestmark = pytest.mark.anyio

CHANNEL = "library.news.1"


def offer_news(world: Any, *events: dict[str, Any]) -> None:
    """Answer the stream's method with those of `events` that come after the last id asked for."""

    def news(request: dict[str, Any]) -> dict[str, Any]:
        last = int(request["headers"].get("last-event-id", 0))
        missed = [event for event in events if "id" not in event or int(event["id"]) > last]
        return {"status": 200, "headers": {}, "body": json.dumps({"events": missed})}

    world.offer("news", news)


def event(number: int) -> dict[str, Any]:
    return {"id": str(number), "event": "news", "data": {"n": number}}


async def test_it_sends_what_was_missed_and_then_what_is_published(world: Any) -> None:
    offer_news(world, event(1), event(2))
    stream = world.stream("/api/news/", Last_Event_ID="1")
    await stream.shows('id: 2\nevent: news\ndata: {"n":2}\n\n')
    assert stream.status == 200
    assert "id: 1\n" not in stream.text
    world.fanout.publish(CHANNEL, event(3))
    await stream.shows('id: 3\nevent: news\ndata: {"n":3}\n\n')
    await stream.leave()
    assert not world.fanout.listeners[CHANNEL]


async def test_it_sends_nothing_twice_but_what_has_no_id(world: Any) -> None:
    offer_news(world, event(10))
    stream = world.stream("/api/news/")
    await stream.shows("id: 10")
    for one in (
        event(9),
        event(10),
        {"event": "count", "data": {"n": 1}},
        {"event": "count", "data": {"n": 1}},
        event(11),
    ):
        world.fanout.publish(CHANNEL, one)
    await stream.shows("id: 11")
    assert stream.text.count("id: 10") == 1
    assert "id: 9" not in stream.text
    assert stream.text.count("event: count") == 2
    await stream.leave()


async def test_what_overtakes_is_sent_too_and_the_stream_resumes_after_the_higher(world: Any) -> None:
    offer_news(world, event(1))
    stream = world.stream("/api/news/")
    await stream.shows("id: 1")
    world.fanout.publish(CHANNEL, event(3))
    world.fanout.publish(CHANNEL, event(2))
    await stream.shows('id: 3\nevent: news\ndata: {"n":2}\n\n')
    assert "id: 2\n" not in stream.text
    await stream.leave()


async def test_an_id_from_before_the_service_was_restored_hides_nothing(world: Any) -> None:
    def news(request: dict[str, Any]) -> dict[str, Any]:
        assert request["headers"]["last-event-id"] == "900"
        start = {"id": "4", "event": "count", "data": {"n": 0}}
        return {"status": 200, "headers": {}, "body": json.dumps({"events": [start]})}

    world.offer("news", news)
    stream = world.stream("/api/news/", Last_Event_ID="900")
    await stream.shows("id: 4\nevent: count")
    world.fanout.publish(CHANNEL, event(5))
    await stream.shows("id: 5")
    await stream.leave()


async def test_what_is_published_between_subscribing_and_the_answer_is_sent(world: Any) -> None:
    asked, go_on = asyncio.Event(), asyncio.Event()

    async def news(request: dict[str, Any]) -> dict[str, Any]:
        asked.set()
        await go_on.wait()
        return {"status": 200, "headers": {}, "body": json.dumps({"events": [event(1)]})}

    world.offer("news", news)
    stream = world.stream("/api/news/")
    await asked.wait()
    world.fanout.publish(CHANNEL, event(1))
    world.fanout.publish(CHANNEL, event(2))
    go_on.set()
    await stream.shows("id: 2")
    assert stream.text.count("id: 1\n") == 1
    await stream.leave()


async def test_after_redis_was_away_it_asks_again_from_the_last_id(world: Any) -> None:
    offer_news(world, event(1))
    stream = world.stream("/api/news/")
    await stream.shows("id: 1")
    world.fanout.up = False
    offer_news(world, event(1), event(2))
    world.fanout.publish(CHANNEL, event(2))
    world.fanout.recover()
    await stream.shows("id: 2")
    assert stream.text.count("id: 1\n") == 1
    await stream.leave()


async def test_without_redis_it_opens_nevertheless(world: Any) -> None:
    world.fanout.up = False
    offer_news(world, event(1))
    stream = world.stream("/api/news/")
    await stream.shows("id: 1")
    assert stream.status == 200
    await stream.leave()


async def test_an_idle_stream_is_pinged(world: Any) -> None:
    offer_news(world)
    stream = world.stream("/api/news/")
    await stream.shows(": ping\n\n")
    assert "event:" not in stream.text
    await stream.leave()


@pytest.mark.parametrize("ended", [{"user_id": 1, "session_ids": None}, {"user_id": 1, "session_ids": [7]}])
async def test_the_end_of_its_session_ends_it_at_once(world: Any, ended: dict[str, Any]) -> None:
    offer_news(world)
    stream = world.stream("/api/news/")
    await stream.shows("retry")
    world.bus.emit("registry.sessions_ended", ended)
    await stream.ended(seconds=10)
    assert stream.closed.is_set()


async def test_another_session_s_end_does_not_end_it(world: Any) -> None:
    offer_news(world)
    stream = world.stream("/api/news/")
    await stream.shows("retry")
    world.bus.emit("registry.sessions_ended", {"user_id": 1, "session_ids": [8]})
    world.bus.emit("registry.sessions_ended", {"user_id": 2, "session_ids": None})
    world.fanout.publish(CHANNEL, event(5))
    await stream.shows("id: 5")
    assert not stream.closed.is_set()
    await stream.leave()


async def test_a_revocation_missed_while_the_broker_was_away_ends_it_afterwards(world: Any) -> None:
    offer_news(world)
    stream = world.stream("/api/news/")
    await stream.shows("retry")

    def refuse(token: str) -> None:
        raise Unauthenticated("registry.unknown_token", "Revoked.")

    world.bus.lose()
    world.bus.offer("registry", "authenticate", refuse)
    world.bus.recover()
    await stream.ended(seconds=10)
    assert stream.closed.is_set()


async def test_a_stream_needs_a_token_and_a_service(world: Any) -> None:
    assert (await world.client.get("/api/news/")).status_code == 401
    answer = await world.client.get("/api/news/", headers=world.alice)
    assert answer.status_code == 503
    await eventually(lambda: not world.fanout.listeners.get(CHANNEL))


async def test_a_stopping_gateway_ends_its_streams(world: Any) -> None:
    offer_news(world)
    stream = world.stream("/api/news/")
    await stream.shows("retry")
    world.gateway.streams.close()
    await stream.ended()
    assert stream.closed.is_set()


async def test_a_message_that_is_none_is_left_out(world: Any) -> None:
    offer_news(world)
    stream = world.stream("/api/news/")
    await stream.shows("retry")
    for bad in ("text", 5, None, [1]):
        world.fanout.publish(CHANNEL, bad)
    world.fanout.publish(CHANNEL, {"id": "6\ninjected: x", "event": "a\nb", "data": "c\nd"})
    await stream.shows('id: 6injected: x\nevent: ab\ndata: "c\\nd"\n\n')
    assert stream.text.count("event:") == 1
    await stream.leave()
