"""What the service promises: its contract on file, and a database that is what the code says."""

from __future__ import annotations

import json
from pathlib import Path

from alembic import command

from accounts.service import AccountsService
from chassis.contract.document import build
from chassis.migrate import configuration, upgrade
from chassis.testing.databases import new_database

CONTRACT = Path(__file__).parents[1] / "contract.json"


def test_the_contract_on_file_is_what_the_code_says() -> None:
    assert json.loads(CONTRACT.read_text("utf-8")) == json.loads(json.dumps(build(AccountsService)))


def test_it_is_the_authenticator_and_the_owner_of_people() -> None:
    contract = build(AccountsService)
    assert contract["authenticator"] == {"method": "authenticate", "invalidated_by": ["accounts.sessions_ended"]}
    assert contract["resolvers"] == {
        "accounts.users": {"method": "resolve_users", "invalidated_by": "accounts.user_changed"}
    }


def test_the_migrations_make_the_tables_of_the_models(tmp_path: Path) -> None:
    url = new_database("accounts", tmp_path)
    upgrade("accounts", url)
    command.check(configuration("accounts", url))
