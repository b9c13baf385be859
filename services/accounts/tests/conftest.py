"""The cast: Alice teaches, Bob studies, Charlie is a student who has nothing to do with them, Dana administers."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from accounts.config import settings
from accounts.domain import NewAccount, UserType
from accounts.usecases.registration import create_account
from chassis.call import Actor
from chassis.database import Store
from chassis.redis import connect
from chassis.testing.databases import migrated_store

from .cast import PASSWORD


@pytest.fixture(autouse=True)
def _fast_and_unthrottled(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Cheap hashes and no throttles, but for the tests that ask for them."""
    cheap = {"ARGON2_MEMORY_KIB": "8", "ARGON2_TIME_COST": "1", "RATE_LIMITS": "off", "SECRET_KEY": "k" * 40}
    for name, value in cheap.items():
        monkeypatch.setenv(name, value)
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.fixture
def throttled(monkeypatch: pytest.MonkeyPatch, redis_url: str) -> None:
    """Throttles that count in a real Redis, and know nothing yet of accounts that had the same numbers before."""
    redis = connect(redis_url)
    for counter in redis.scan_iter("throttle:*"):
        redis.delete(counter)
    monkeypatch.setenv("RATE_LIMITS", "on")
    monkeypatch.setenv("REDIS_URL", redis_url)
    settings.cache_clear()


@pytest.fixture
def address() -> str:
    """An address nobody else has used."""
    return f"somewhere-{uuid.uuid4().hex}"


@pytest.fixture
def db(tmp_path: Path) -> Store:
    """An empty, migrated database."""
    return migrated_store("accounts", tmp_path)


def join(db: Store, name: str, user_type: UserType) -> Actor:
    """Somebody more."""
    account = NewAccount(name, f"{name}@lectern.test", PASSWORD, user_type, full_name=f"{name.title()} Example")
    return Actor(create_account(db, account).id, user_type)


@pytest.fixture
def alice(db: Store) -> Actor:
    """A teacher."""
    return join(db, "alice", UserType.TEACHER)


@pytest.fixture
def bob(db: Store) -> Actor:
    """A student."""
    return join(db, "bob", UserType.STUDENT)


@pytest.fixture
def charlie(db: Store) -> Actor:
    """Another student."""
    return join(db, "charlie", UserType.STUDENT)


@pytest.fixture
def dana(db: Store) -> Actor:
    """An admin."""
    return join(db, "dana", UserType.ADMIN)
