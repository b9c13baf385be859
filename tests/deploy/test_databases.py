"""The script that makes databases: one for each service, which no other can read."""

from __future__ import annotations

import psycopg
import pytest
from sqlalchemy.engine import make_url

from lectern.layout import services

NAMES = [service.name for service in services()]


@pytest.mark.parametrize("name", NAMES)
def test_a_service_reaches_its_own_database_and_no_other(databases: dict[str, str], name: str) -> None:
    own = make_url(databases[f"{name.upper()}_DATABASE_URL"])
    with psycopg.connect(own.render_as_string()) as connection:
        assert connection.execute("SELECT current_user, current_database()").fetchone() == (name, name)
    for other in set(NAMES) - {name}:
        with pytest.raises(psycopg.OperationalError, match="permission denied"):
            psycopg.connect(own.set(database=other).render_as_string())
