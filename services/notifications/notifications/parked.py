"""Mails that were given up, at a terminal: `python -m notifications.parked list|replay ID|drop ID`."""

from __future__ import annotations

import argparse
import sys

from chassis.cursor import PageQuery
from chassis.database import Store
from chassis.database.opening import open_store
from chassis.errors import ServiceError
from notifications.schemas import ParkedMail
from notifications.usecases import parked

SHOWN = 100


def line(mail: ParkedMail) -> str:
    """One mail in one line."""
    whom = mail.address or f"person {mail.recipient}"
    return f"{mail.id}  {mail.parked_at:%Y-%m-%d %H:%M}  {mail.kind} to {whom}  {mail.reason[:120]}"


def act(db: Store, action: str, mail_id: int) -> str:
    """Do what was asked; returns what to print."""
    if action == "list":
        page = parked.list_parked(db, PageQuery(limit=SHOWN))
        more = [f"… and {page.total - SHOWN} older ones"] if page.total > SHOWN else []
        return "\n".join([*map(line, page.items), *more]) or "No mail was given up."
    if action == "replay":
        parked.send_again(db, mail_id)
        return "It is sent again."
    parked.drop(db, mail_id)
    return "Dropped."


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="notifications.parked", description="Look after mails that were given up.")
    parser.add_argument("action", choices=("list", "replay", "drop"))
    parser.add_argument("id", nargs="?", type=int, default=0, help="of the mail, for all but `list`")
    arguments = parser.parse_args()
    try:
        sys.stdout.write(act(open_store("notifications"), arguments.action, arguments.id) + "\n")
    except ServiceError as error:
        sys.exit(error.message)


if __name__ == "__main__":
    main()
