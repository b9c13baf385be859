"""`python -m lectern parked SERVICE …`: what a service of the running system could not deal with; `mail`: its mails."""

import subprocess
import sys

from lectern import leftovers
from lectern.layout import ROOT

MAIL = "mail"


def parked(arguments: list[str]) -> int:
    """List, show, replay or drop parked messages, or mails, of the system that runs in this directory."""
    environment = leftovers.environment_of(ROOT)
    if not environment:
        print("Lectern does not run here.", file=sys.stderr)
        return 1
    words = ["notifications.parked", *arguments[1:]] if arguments[:1] == [MAIL] else ["chassis.parked", *arguments]
    code = subprocess.run([sys.executable, "-m", *words], env=environment, check=False).returncode
    if arguments[1:] == ["list"] and arguments[0] != MAIL:
        print(f"Mails that were given up are listed by `make parked SERVICE={MAIL}`.", file=sys.stderr)
    return code
