"""Writes or checks a contract: `python -m chassis.contracts courses.service:CoursesService [--check FILE]`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from chassis.contract.document import build
from chassis.loading import load


def main() -> None:
    """Print the contract, or fail when FILE is not what the code says."""
    parser = argparse.ArgumentParser(prog="chassis.contracts", description="Write or check a service's contract.")
    parser.add_argument("target", help="package.module:Class")
    parser.add_argument("--check", type=Path, metavar="FILE", help="compare with FILE instead of printing")
    arguments = parser.parse_args()
    text = json.dumps(build(load(arguments.target)), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    if arguments.check is None:
        sys.stdout.write(text)
    elif arguments.check.read_text("utf-8") != text:
        sys.exit(f"{arguments.check} is stale: run `make contracts`.")


if __name__ == "__main__":
    main()
