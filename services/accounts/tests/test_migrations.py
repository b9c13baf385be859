"""Migrations keep what was there."""

from __future__ import annotations

from pathlib import Path

from alembic import command

from accounts.domain import UserType
from accounts.schemas import UserQuery
from accounts.usecases import people
from chassis.database import Store, make_engine
from chassis.migrate import configuration, upgrade

from .cast import PHOTOS
from .conftest import join


def test_a_search_finds_who_was_there_before_the_index_and_the_index_can_be_removed(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'old.sqlite3'}"
    config = configuration("accounts", url)
    command.upgrade(config, "0005")
    store = Store(make_engine(url))
    bob = join(store, "bob", UserType.STUDENT)
    for _ in range(2):
        upgrade("accounts", url)
        found = people.list_users(store, PHOTOS, bob, UserQuery(search="exam bob"))
        assert [user.username for user in found.items] == ["bob"]
        command.downgrade(config, "0005")
