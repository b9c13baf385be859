"""The name of a service's state in Redis: another one after every change, and no reason for a write to fail."""

from __future__ import annotations

import uuid

import pytest

from chassis.database import Store
from chassis.database.opening import open_store
from chassis.redis import connect
from chassis.revision import Revision, key_of

from .conftest import make, names


def test_every_change_has_a_revision_of_its_own(store: Store, redis_url: str) -> None:
    service = uuid.uuid4().hex
    store.on_changed = Revision(redis_url, service).renew
    seen = [connect(redis_url).get(key_of(service))]
    for name in ("one", "two", "three"):
        make(store, name)
        seen.append(connect(redis_url).get(key_of(service)))
    assert seen[0] is None
    assert len(set(seen)) == 4


def test_a_change_stands_while_redis_is_away(store: Store) -> None:
    store.on_changed = Revision("redis://127.0.0.1:9/0", "sample").renew
    make(store, "one")
    assert names(store) == ["one"]


def test_what_a_command_changes_counts_at_once_where_there_are_gateways(
    store: Store, redis_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = f"sample_{uuid.uuid4().hex}"
    monkeypatch.setenv(f"{service.upper()}_DATABASE_URL", store.engine.url.render_as_string(hide_password=False))
    monkeypatch.delenv("REDIS_URL", raising=False)
    make(open_store(service), "stopped")
    assert connect(redis_url).get(key_of(service)) is None
    monkeypatch.setenv("REDIS_URL", redis_url)
    make(open_store(service), "running")
    assert connect(redis_url).get(key_of(service)) is not None
    assert names(store) == ["stopped", "running"]
