"""Migrations: run from a service's package, also while its processes work with the file."""

from __future__ import annotations

import importlib
import shutil
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from chassis.database import Store, make_engine
from chassis.migrate import upgrade

ENVIRONMENT = """
from chassis import migration_environment
from {package}.models import metadata
migration_environment.run(metadata)
"""
VERSION = """
import sqlalchemy as sa
from alembic import op
from chassis import ledger

revision, down_revision = "0001", None

def upgrade():
    ledger.create_tables(op.get_bind())
    op.create_table("things", sa.Column("id", sa.Integer, primary_key=True))
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A service's package with one migration, in a folder with a difficult name."""
    name = "migrated_sample"
    root = tmp_path / "100 % of it" / name
    (root / "migrations" / "versions").mkdir(parents=True)
    (root / "__init__.py").touch()
    (root / "models.py").write_text("from sqlalchemy import MetaData\nmetadata = MetaData()\n")
    (root / "migrations" / "env.py").write_text(ENVIRONMENT.format(package=name))
    (root / "migrations" / "versions" / "0001_things.py").write_text(VERSION)
    monkeypatch.syspath_prepend(str(root.parent))
    for module in [loaded for loaded in sys.modules if loaded.partition(".")[0] == name]:
        monkeypatch.delitem(sys.modules, module)
    return name


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A database that is not there yet."""
    return f"sqlite:///{tmp_path / 'migrated.sqlite3'}"


def tables(url: str) -> set[str]:
    return set(inspect(make_engine(url)).get_table_names())


def test_a_new_database_gets_all_tables(package: str, url: str) -> None:
    upgrade(package, url)
    assert tables(url) == {"alembic_version", "things", "outbox", "receipts", "relays"}


def test_a_database_that_is_up_to_date_stays_as_it_is(package: str, url: str, tmp_path: Path) -> None:
    upgrade(package, url)
    kept = shutil.copy(tmp_path / "migrated.sqlite3", tmp_path / "kept.sqlite3")
    upgrade(package, url)
    assert tables(url) == tables(f"sqlite:///{kept}")


def test_it_waits_for_a_process_that_is_writing(package: str, url: str) -> None:
    store = Store(make_engine(url))
    failed: list[Exception] = []

    def migrate() -> None:
        try:
            upgrade(package, url)
        except Exception as error:
            failed.append(error)

    migration = threading.Thread(target=migrate)
    with store.write():
        migration.start()
        migration.join(0.3)
        assert migration.is_alive()
    migration.join(10)
    assert failed == []
    assert "things" in tables(url)


REBUILT = """
from alembic import op
import sqlalchemy as sa

revision, down_revision = "0002", "0001"

def upgrade():
    op.create_table("parts", sa.Column("thing", sa.Integer, sa.ForeignKey("things.id", ondelete="CASCADE")))
    op.execute("INSERT INTO things VALUES (1)")
    op.execute("INSERT INTO parts VALUES ({thing})")
    with op.batch_alter_table("things", recreate="always") as batch:
        batch.add_column(sa.Column("name", sa.Text))
"""


def test_making_a_table_anew_takes_nothing_with_it_that_refers_to_it(package: str, url: str) -> None:
    add_version(package, REBUILT.format(thing=1))
    upgrade(package, url)
    with Store(make_engine(url)).read() as session:
        assert session.execute(text("SELECT thing FROM parts")).scalars().all() == [1]


def test_a_migration_that_leaves_references_to_nothing_is_taken_back(package: str, url: str) -> None:
    add_version(package, REBUILT.format(thing=2))
    with pytest.raises(RuntimeError, match="refer to nothing, first in parts"):
        upgrade(package, url)
    assert "parts" not in tables(url)


def add_version(package: str, content: str) -> None:
    folder = Path(importlib.import_module(package).__path__[0], "migrations", "versions")
    (folder / "0002_rebuilt.py").write_text(content)
