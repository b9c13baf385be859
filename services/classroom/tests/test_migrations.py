"""Migrations and models agree."""

from __future__ import annotations

from pathlib import Path

from chassis.testing.databases import schema_drift
from classroom.models import Base


def test_migrations_make_the_tables_that_the_models_describe(tmp_path: Path) -> None:
    assert schema_drift("classroom", Base.metadata, tmp_path) == []
