"""The name of a service's state in Redis: another one after every change, and no reason for a write to fail."""

from __future__ import annotations

import uuid

from chassis.database import Store
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
