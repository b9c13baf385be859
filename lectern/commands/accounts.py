"""`python -m lectern accounts …`: people, roles and sessions of the system in this directory, running or not."""

import subprocess
import sys

from lectern import environment, leftovers
from lectern.layout import ROOT


def accounts(arguments: list[str]) -> int:
    """Make, list, block and promote accounts, and sign them out: `accounts --help` tells how."""
    settings = {**environment.personal(ROOT), **leftovers.environment_of(ROOT)}
    return subprocess.run([sys.executable, "-m", "accounts.admin", *arguments], env=settings, check=False).returncode
