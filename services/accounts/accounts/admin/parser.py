"""Reads the words of the command line, and says in a sentence what cannot be done."""

from __future__ import annotations

import argparse
import sys

from accounts.admin import creating, people
from accounts.domain import UserType
from chassis.database.opening import open_store
from chassis.errors import InvalidInput, ServiceError


def main(arguments: list[str] | None = None) -> None:
    """Do what is asked; leaves with status 1 and a sentence when that cannot be done."""
    chosen = _parser().parse_args(arguments)
    try:
        said = chosen.act(open_store("accounts"), chosen)
    except InvalidInput as error:
        found: dict[str, list[str]] = error.details.get("errors") or {"": [error.message]}
        sys.exit("\n".join(message for messages in found.values() for message in messages))
    except ServiceError as error:
        sys.exit(error.message)
    sys.stdout.write(f"{said}\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="accounts.admin", description="Look after accounts.")
    commands = parser.add_subparsers(dest="command", required=True)
    create = commands.add_parser("create", help="make an account")
    create.add_argument("--username", required=True)
    create.add_argument("--email", required=True)
    create.add_argument("--full-name", default="")
    create.add_argument(
        "--user-type", default=UserType.ADMIN, choices=[*UserType], type=UserType, help="default: admin"
    )
    create.set_defaults(act=creating.create)
    users = commands.add_parser("users", help="list accounts, by name")
    users.add_argument("search", nargs="*", help="words of a name")
    users.add_argument("--role", choices=[*UserType], type=UserType)
    users.set_defaults(act=people.users)
    for name, act, about in (
        ("block", people.block, "sign somebody out everywhere and keep them out"),
        ("unblock", people.unblock, "let somebody sign in again"),
        ("sessions", people.sessions, "list where somebody is signed in"),
    ):
        command = commands.add_parser(name, help=about)
        command.add_argument("username")
        command.set_defaults(act=act)
    role = commands.add_parser("role", help="change what somebody is; they have to sign in again")
    role.add_argument("username")
    role.add_argument("role", choices=[*UserType], type=UserType)
    role.set_defaults(act=people.role)
    revoke = commands.add_parser("revoke", help="sign somebody out everywhere, or of one session")
    revoke.add_argument("username")
    revoke.add_argument("--session", type=int, help="its number in `sessions`")
    revoke.set_defaults(act=people.revoke)
    return parser
