"""PostgreSQL: a query that takes long holds up nobody else in the process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

# Counts how often another green thread runs while a query is under way, after the process has been patched.
PROBE = """
import sys
import chassis.green
from sqlalchemy import text
from turns import counted
from chassis.database import make_engine

with make_engine(sys.argv[1]).connect() as connection:
    turns = counted()
    connection.execute(text("SELECT pg_sleep(1)"))
    print(turns())
"""


def test_others_run_while_a_query_is_under_way(postgres_url: str) -> None:
    command = [sys.executable, "-W", "ignore", "-c", PROBE, postgres_url]
    done = subprocess.run(command, cwd=Path(__file__).parent, capture_output=True, text=True, check=True)
    assert int(done.stdout) > 3, "waiting in C lets nobody run"
