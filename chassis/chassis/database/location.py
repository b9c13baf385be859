"""Where a service's database is."""

from __future__ import annotations

import os


def database_url(service: str) -> str:
    """`<SERVICE>_DATABASE_URL`, or a SQLite file under `var/`."""
    return os.environ.get(f"{service.upper()}_DATABASE_URL") or f"sqlite:///var/{service}.sqlite3"
