"""Parked messages, at a terminal: `python -m chassis.parked notifications list|show ID|replay ID|drop ID`.

The broker is the one of AMQP_URL.
"""

from __future__ import annotations

import chassis.green  # noqa: F401  # patches, and so comes before every other import

# isort: split
import argparse
import sys

from chassis.amqp.parking import Parked, Parking
from chassis.errors import ServiceError
from chassis.settings import Settings


def line(parked: Parked) -> str:
    """One message in one line: its id, where it came from, and the last line of the reason."""
    reason = (parked.why.strip().splitlines() or [""])[-1]
    return f"{parked.id}  {parked.queue or '?'}  {reason[:120]}"


def page(parked: Parked) -> str:
    """All that is known of one message."""
    head = f"id:    {parked.id}\nqueue: {parked.queue or '?'}\nkey:   {parked.routing_key}"
    return f"{head}\n\n{parked.body}\n\n{parked.why}"


def act(parking: Parking, action: str, message_id: str) -> str:
    """Do what was asked; returns what to print."""
    if action == "list":
        return "\n".join(map(line, parking.messages())) or "Nothing is parked."
    if action == "show":
        return page(parking.get(message_id))
    if action == "replay":
        parking.replay(message_id)
        return "Sent back to its queue."
    parking.drop(message_id)
    return "Dropped."


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="chassis.parked", description="Look after a service's parked messages.")
    parser.add_argument("service", help="as `notifications`")
    parser.add_argument("action", choices=("list", "show", "replay", "drop"))
    parser.add_argument("id", nargs="?", default="", help="of the message, for all but `list`")
    arguments = parser.parse_args()
    if arguments.action != "list" and not arguments.id:
        parser.error(f"`{arguments.action}` needs the id of a message")
    parking = Parking(Settings().amqp_url, arguments.service)
    try:
        sys.stdout.write(act(parking, arguments.action, arguments.id) + "\n")
    except ServiceError as error:
        sys.exit(error.message)


if __name__ == "__main__":
    main()
