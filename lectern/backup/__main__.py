"""`python -m lectern.backup`: the process that makes a running system's backups, in the system's directory."""

import os
import signal
import sys
import time
from pathlib import Path

from chassis import logs
from chassis.clock import now
from chassis.health_server import HealthServer
from chassis.settings import ServiceSettings
from lectern.backup.daily import Daily
from lectern.backup.places import Places
from lectern.backup.plan import Plan

PAUSE_SECONDS = 20


def main() -> None:
    """Run until SIGTERM; what is half made then is removed."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    settings = ServiceSettings()
    logs.configure(settings, "backups")
    directory = Path.cwd()
    daily = Daily(Places.of(directory, os.environ), Plan.of(directory, os.environ))
    if settings.health_port:
        HealthServer(settings.health_host, settings.health_port, daily).start()
    while True:
        daily.look(now())
        time.sleep(PAUSE_SECONDS)


if __name__ == "__main__":
    main()
