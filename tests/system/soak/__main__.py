"""`make soak`: a soak for a terminal. It fails if anything promised is missing, doubled or half, or anything grows."""

from __future__ import annotations

import argparse
import secrets
import sys

from tests.system.soak.running import soak

MOST_MEGABYTES = 16.0
"""From the third quarter to the last. Databases grow, and each connection to one keeps up to 8 MB of its pages: those
of two may fill meanwhile. What grows beyond that is not of the database."""


def say(line: str) -> None:
    """To the person at the terminal, at once."""
    print(line, flush=True)  # noqa: T201


def main() -> int:
    """Run, report, judge."""
    parser = argparse.ArgumentParser(prog="soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--seed", type=int, default=secrets.randbelow(1_000_000), help="repeats the same faults")
    wanted = parser.parse_args()
    say(f"SEED={wanted.seed}")
    report = soak(wanted.minutes * 60, wanted.seed, say)
    say(report.text())
    failures = report.failures(MOST_MEGABYTES)
    for failure in failures:
        say(f"FAILED  {failure}")
    say(f"{len(failures)} failures" if failures else "Nothing is missing, nothing is there twice, nothing has grown.")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
