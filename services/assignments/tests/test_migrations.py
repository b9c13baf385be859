"""Migrations and models agree."""

from __future__ import annotations

from pathlib import Path

from assignments.models import Base
from chassis.testing.databases import schema_drift


def test_migrations_make_the_tables_that_the_models_describe(tmp_path: Path) -> None:
    assert schema_drift("assignments", Base.metadata, tmp_path) == []
