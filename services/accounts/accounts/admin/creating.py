"""Making an account at the terminal.

The password comes from LECTERN_ADMIN_PASSWORD, or from standard input when that is a pipe; with neither one is made up
and printed.
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
from chassis.database import Store
from chassis.errors import InvalidInput


class _Account(BaseModel):
    username: Username
    email: Email
    password: Password
    full_name: FullName
    user_type: UserType


def create(db: Store, chosen: argparse.Namespace) -> str:
    """Make the account; returns what to print. Raises InvalidInput."""
    given = _given_password()
    password = given or secrets.token_urlsafe(15)
    named = {name: getattr(chosen, name) for name in ("username", "email", "full_name", "user_type")}
    try:
        account = _Account(password=password, **named)
    except ValidationError as error:
        found = {str(one["loc"][0]): one["msg"].removeprefix("Value error, ") for one in error.errors()}
        raise InvalidInput(errors={name: [f"{name}: {message}"] for name, message in found.items()}) from error
    user = create_account(db, NewAccount(**dict(account)))
    return f"Made the {user.user_type} {user.username}." + ("" if given else f"\nPassword: {password}")


def _given_password() -> str:
    if password := os.environ.get("LECTERN_ADMIN_PASSWORD"):
        return password
    return "" if sys.stdin is None or sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
