"""Trying whether the database can be written."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from chassis.database import Store, make_engine
from chassis.ledger.proof import prove_writable
from chassis.ledger.relay import Relay
from chassis.ledger.tables import relays

from .sample import create_tables


def test_it_writes_one_row_however_often_it_is_asked(store: Store) -> None:
    for _ in range(3):
        prove_writable(store)
    with store.read() as session:
        assert [row.holder for row in session.execute(select(relays))] == ["nobody"]


def test_it_does_not_take_the_relays_lease(store: Store) -> None:
    prove_writable(store)
    assert Relay(store, lambda rows: None).drain()


def test_a_database_that_is_read_only_is_told_from_one_that_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / "sample.sqlite3"
    create_tables(f"sqlite:///{path}")
    prove_writable(Store(make_engine(f"sqlite:///{path}")))
    readonly = Store(make_engine(f"sqlite:///file:{path}?mode=ro&uri=true"))
    with pytest.raises(OperationalError, match="readonly"):
        prove_writable(readonly)
