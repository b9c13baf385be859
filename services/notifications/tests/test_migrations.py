"""Migrations make the tables that the models describe, and keep what was there."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from sqlalchemy import text

from chassis.database import Store, make_engine
from chassis.migrate import configuration, upgrade
from chassis.testing.databases import schema_drift
from notifications.models import Base
from notifications.schemas import NotificationQuery
from notifications.usecases import inbox

from .conftest import BOB

OLD = """INSERT INTO notifications
    (event_id, recipient_id, notification_type, title, message, link, is_read, created_at)
    VALUES ('e', 2, 'general', 'Hello {{ 1 }}', 'Old words.', '/courses', 0, '2026-01-05 08:00:00')"""


def test_migrations_make_the_tables_that_the_models_describe(tmp_path: Path) -> None:
    assert schema_drift("notifications", Base.metadata, tmp_path) == []


def test_what_was_told_in_words_is_still_read_as_it_was(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'old.sqlite3'}"
    command.upgrade(configuration("notifications", url), "0001")
    engine = make_engine(url)
    with engine.begin() as connection:
        connection.execute(text(OLD))
    upgrade("notifications", url)
    (one,) = inbox.list_notifications(Store(engine), BOB, NotificationQuery()).items
    assert (one.title, one.message, one.is_read) == ("Hello {{ 1 }}", "Old words.", False)
