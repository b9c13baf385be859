"""`python -m lectern stop`: ends the system that runs in this directory, from another terminal."""

import os
import signal

from lectern.layout import ROOT
from lectern.waiting import wait_until

STOP_SECONDS = 100


def stop(arguments: list[str]) -> int:
    """Stop the system that runs in this directory."""
    file = ROOT / "var" / "run" / "launcher.pid"
    if not file.exists():
        print("Lectern does not run here.")
        return 0
    try:
        os.kill(int(file.read_text()), signal.SIGTERM)
    except ProcessLookupError:
        file.unlink()
    wait_until(lambda: not file.exists(), STOP_SECONDS, "Lectern has stopped")
    return 0
