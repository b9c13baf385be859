"""`python -m lectern doctor`: what is well, what is not, and what to do about it."""

import argparse
from pathlib import Path

from lectern import environment, leftovers
from lectern.doctor import Finding, Patient, examine
from lectern.layout import ROOT

SIGNS = {"ok": "ok  ", "look": "look", "bad": "BAD "}


def doctor(arguments: list[str]) -> int:
    """Look at all that the system needs; fails if something is bad."""
    parser = argparse.ArgumentParser(prog="lectern doctor", description=doctor.__doc__)
    parser.add_argument("--directory", type=Path, default=ROOT, help="where the system runs (default: here)")
    directory: Path = parser.parse_args(arguments).directory.resolve()
    running = leftovers.environment_of(directory)
    found = []
    for finding in examine(Patient(directory, running or environment.personal(directory), bool(running))):
        print(_text(finding), flush=True)
        found.append(finding.state)
    print(f"\n{found.count('bad')} bad, {found.count('look')} worth a look, {found.count('ok')} well.")
    return 1 if "bad" in found else 0


def _text(finding: Finding) -> str:
    line = f"{SIGNS[finding.state]}  {finding.about}: {finding.said}"
    return f"{line}\n      → {finding.advice}" if finding.advice else line
