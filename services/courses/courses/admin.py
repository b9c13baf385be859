"""The command line for those who run the system: `python -m courses.admin backdate --days 42`.

It works on the database directly, so it needs no running service.
"""

from __future__ import annotations

import argparse
import sys

from chassis.clock import now
from chassis.database.opening import open_store
from courses.usecases.showing import backdate


def main(arguments: list[str] | None = None) -> None:
    """Do what the command line says."""
    chosen = _parser().parse_args(arguments)
    moved = backdate(open_store("courses"), chosen.days, now())
    sys.stdout.write(f"Moved {moved} enrolments.\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="courses.admin", description=__doc__.split("\n\n")[1])
    text = "spread the enrolments of a system that was filled for showing over the days before"
    command = parser.add_subparsers(dest="command", required=True).add_parser("backdate", help=text)
    command.add_argument("--days", type=int, default=42, help="default: 42")
    return parser


if __name__ == "__main__":
    main()
