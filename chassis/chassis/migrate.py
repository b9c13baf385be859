"""Brings databases up to date: `python -m chassis.migrate courses` runs `courses/migrations` with Alembic."""

from __future__ import annotations

import argparse
import importlib
from pathlib import Path

from alembic import command
from alembic.config import Config

from chassis.database.engine import make_engine
from chassis.database.location import database_url


def configuration(package: str, url: str | None = None) -> Config:
    """Alembic's configuration for a service's package; `url` defaults to the service's own database."""
    root = Path(importlib.import_module(package).__path__[0])
    config = Config()
    config.set_main_option("script_location", str(root / "migrations").replace("%", "%%"))
    config.attributes["engine"] = make_engine(url or database_url(package), pool_size=1)
    return config


def upgrade(package: str, url: str | None = None) -> None:
    """Run every migration that has not been run."""
    command.upgrade(configuration(package, url), "head")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="chassis.migrate", description="Bring services' databases up to date.")
    parser.add_argument("packages", nargs="+", metavar="package", help="a service's package, as `courses`")
    for package in parser.parse_args().packages:
        upgrade(package)


if __name__ == "__main__":
    main()
