"""`python -m lectern parked SERVICE …`: what a service of the running system could not deal with."""

import subprocess
import sys

from lectern import leftovers
from lectern.layout import ROOT


def parked(arguments: list[str]) -> int:
    """List, show, replay or drop parked messages of the system that runs in this directory."""
    environment = leftovers.environment_of(ROOT)
    if not environment:
        print("Lectern does not run here.", file=sys.stderr)
        return 1
    return subprocess.run([sys.executable, "-m", "chassis.parked", *arguments], env=environment, check=False).returncode
