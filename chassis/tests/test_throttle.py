"""Throttles, on a real Redis."""

from __future__ import annotations

import uuid

import pytest
from redis import Redis

from chassis.errors import TooMany
from chassis.redis import connect
from chassis.throttle import Throttle

SIGN_IN = Throttle("sample.sign_in", limit=3, window=90)


@pytest.fixture
def redis(redis_url: str) -> Redis:
    """A real Redis."""
    return connect(redis_url)


@pytest.fixture
def key() -> str:
    """Somebody who has done nothing yet."""
    return uuid.uuid4().hex


def use(redis: Redis, key: str, times: int) -> None:
    for _ in range(times):
        SIGN_IN.check(redis, key)
        SIGN_IN.count(redis, key)


def test_it_lets_as_many_pass_as_it_says_and_then_says_how_long_to_wait(redis: Redis, key: str) -> None:
    use(redis, key, 3)
    with pytest.raises(TooMany) as refused:
        SIGN_IN.check(redis, key)
    assert 0 < refused.value.details["retry_after"] <= 90
    assert refused.value.code == "sample.sign_in.too_many"
    assert "seconds" in refused.value.message


def test_one_persons_share_is_not_anothers(redis: Redis, key: str) -> None:
    use(redis, key, 3)
    SIGN_IN.check(redis, f"{key} another")


def test_the_window_begins_with_the_first_and_ends_by_itself(redis: Redis, key: str) -> None:
    use(redis, key, 2)
    assert 0 < int(redis.ttl(f"throttle:sample.sign_in:{key}")) <= 90


def test_success_begins_anew(redis: Redis, key: str) -> None:
    use(redis, key, 3)
    SIGN_IN.forget(redis, key)
    SIGN_IN.check(redis, key)


def test_without_redis_nobody_is_kept_out() -> None:
    away = Redis.from_url("redis://127.0.0.1:1/0")
    use(away, "anybody", 10)
    SIGN_IN.forget(away, "anybody")
