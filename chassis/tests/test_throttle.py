"""Throttles, on a real Redis."""

from __future__ import annotations

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

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
        SIGN_IN.take(redis, key)


def test_it_lets_as_many_pass_as_it_says_and_then_says_how_long_to_wait(redis: Redis, key: str) -> None:
    use(redis, key, 3)
    with pytest.raises(TooMany) as refused:
        SIGN_IN.take(redis, key)
    assert 0 < refused.value.details["retry_after"] <= 90
    assert refused.value.code == "sample.sign_in.too_many"
    assert "seconds" in refused.value.message


def test_of_many_at_one_instant_no_more_pass_than_one_after_another(redis_url: str, key: str) -> None:
    gate = threading.Barrier(12)

    def attempt(_: int) -> bool:
        with Redis.from_url(redis_url) as own:
            gate.wait(30)
            try:
                SIGN_IN.take(own, key)
            except TooMany:
                return False
            return True

    with ThreadPoolExecutor(12) as pool:
        assert sum(pool.map(attempt, range(12))) == 3


def test_what_is_refused_is_not_counted(redis: Redis, key: str) -> None:
    use(redis, key, 2)
    with pytest.raises(TooMany):
        SIGN_IN.take(redis, key, 2)
    SIGN_IN.take(redis, key)
    assert int(redis.get(f"throttle:sample.sign_in:{key}") or 0) == 3


def test_what_is_given_back_may_be_taken_again(redis: Redis, key: str) -> None:
    use(redis, key, 3)
    SIGN_IN.give_back(redis, key)
    SIGN_IN.take(redis, key)
    with pytest.raises(TooMany):
        SIGN_IN.take(redis, key)


def test_nothing_is_given_back_to_a_window_that_has_ended(redis: Redis, key: str) -> None:
    SIGN_IN.give_back(redis, key)
    assert redis.get(f"throttle:sample.sign_in:{key}") is None


def test_an_amount_that_is_known_at_the_end_only_is_counted_then(redis: Redis, key: str) -> None:
    SIGN_IN.check(redis, key)
    SIGN_IN.count(redis, key, 5)
    with pytest.raises(TooMany):
        SIGN_IN.check(redis, key)
    assert 0 < int(redis.ttl(f"throttle:sample.sign_in:{key}")) <= 90


def test_one_persons_share_is_not_anothers(redis: Redis, key: str) -> None:
    use(redis, key, 3)
    use(redis, f"{key} another", 3)
    with pytest.raises(TooMany):
        SIGN_IN.take(redis, f"{key} another")


def test_the_window_begins_with_the_first_and_ends_by_itself(redis: Redis, key: str) -> None:
    use(redis, key, 2)
    assert 0 < int(redis.ttl(f"throttle:sample.sign_in:{key}")) <= 90


def test_success_begins_anew(redis: Redis, key: str) -> None:
    use(redis, key, 3)
    SIGN_IN.forget(redis, key)
    use(redis, key, 3)
    with pytest.raises(TooMany):
        SIGN_IN.take(redis, key)


def test_without_redis_nobody_is_kept_out(caplog: pytest.LogCaptureFixture) -> None:
    away = Redis.from_url("redis://127.0.0.1:1/0")
    use(away, "anybody", 10)
    SIGN_IN.forget(away, "anybody")
    assert "not throttled" in caplog.text
