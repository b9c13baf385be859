"""Runs one service class: `python -m chassis.run accounts.service:AccountsService`.

Nameko's own command needs a module that current setuptools no longer has. This runner also patches the standard
library before anything else is imported, answers health checks from a real thread, and ends for certain.
"""

from __future__ import annotations

import chassis.green  # patches, and so comes before every other import
import chassis.slim  # noqa: F401  # keeps out what others would import

# isort: split
import argparse
import logging
import signal
from typing import Any

from nameko.runners import ServiceRunner

from chassis import logs, tracing
from chassis.health import Pulse
from chassis.health_server import HealthServer
from chassis.loading import load
from chassis.settings import ServiceSettings
from chassis.stopping import Stopping

_log = logging.getLogger(__name__)


def configuration(settings: ServiceSettings) -> dict[str, Any]:
    """Nameko's configuration."""
    return {
        "AMQP_URI": settings.amqp_url,
        "REDIS_URL": settings.redis_url,
        "HEARTBEAT": settings.heartbeat,
        "max_workers": settings.max_workers,
    }


def main() -> None:
    """Run until SIGTERM or SIGINT, or until the container dies; then exit, whatever state the broker is in."""
    parser = argparse.ArgumentParser(prog="chassis.run", description="Run one service class.")
    parser.add_argument("target", help="package.module:Class")
    service = load(parser.parse_args().target)
    settings = ServiceSettings()
    process = f"{service.__module__.partition('.')[0]}.{service.__name__}"
    logs.configure(settings, process)
    tracing.start(process)
    runner = ServiceRunner(configuration(settings))
    runner.add_service(service)
    stopping = Stopping(runner, settings.drain_seconds)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stopping.on_signal)
    (container,) = runner.containers
    pulse = container.config["pulse"] = Pulse(container, stopping)
    if settings.health_port:
        HealthServer(settings.health_host, settings.health_port, pulse).start()
    stopping.serve()


if __name__ == "__main__":
    main()
