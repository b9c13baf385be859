"""The command line for those who run the system: `python -m accounts.admin create --username dana --email dana@x.org`.

It works on the database directly, so it needs no running service. The password comes from LECTERN_ADMIN_PASSWORD, or
from standard input when that is a pipe; with neither one is made up and printed.
"""

from __future__ import annotations

import argparse
import os
import secrets
import sys

from pydantic import BaseModel, ValidationError

from accounts.domain import NewAccount, UserType
from accounts.schemas import Email, FullName, Password, Username
from accounts.usecases.registration import create_account
from chassis.database import Store, make_engine
from chassis.database.location import database_url
from chassis.errors import InvalidInput


class _Account(BaseModel):
    username: Username
    email: Email
    password: Password
    full_name: FullName
    user_type: UserType


def main(arguments: list[str] | None = None) -> None:
    """Make an account; leaves with status 1 and a sentence when that cannot be done."""
    chosen = _parser().parse_args(arguments)
    given = _given_password()
    password = given or secrets.token_urlsafe(15)
    try:
        account = _Account(
            username=chosen.username,
            email=chosen.email,
            password=password,
            full_name=chosen.full_name,
            user_type=chosen.user_type,
        )
        user = create_account(Store(make_engine(database_url("accounts"))), NewAccount(**dict(account)))
    except ValidationError as error:
        sys.exit(
            "\n".join(
                f"{problem['loc'][0]}: {problem['msg'].removeprefix('Value error, ')}" for problem in error.errors()
            )
        )
    except InvalidInput as error:
        sys.exit("\n".join(message for messages in error.details["errors"].values() for message in messages))
    sys.stdout.write(f"Made the {user.user_type} {user.username}.\n")
    if not given:
        sys.stdout.write(f"Password: {password}\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="accounts.admin", description=__doc__.split("\n\n")[1])
    create = parser.add_subparsers(dest="command", required=True).add_parser("create", help="make an account")
    create.add_argument("--username", required=True)
    create.add_argument("--email", required=True)
    create.add_argument("--full-name", default="")
    create.add_argument(
        "--user-type", default=UserType.ADMIN, choices=[*UserType], type=UserType, help="default: admin"
    )
    return parser


def _given_password() -> str:
    if password := os.environ.get("LECTERN_ADMIN_PASSWORD"):
        return password
    return "" if sys.stdin is None or sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")


if __name__ == "__main__":
    main()
