"""Runs one service class: `python -m chassis.run accounts.service:AccountsService`.

Nameko's own command needs a module that current setuptools no longer has. This runner also patches the standard
library before anything else is imported, answers health checks from a real thread, and ends for certain.
"""

from __future__ import annotations

import os

# One real thread a core for work that blocks: more would only take memory, and password hashing takes a lot.
os.environ.setdefault("EVENTLET_THREADPOOL_SIZE", str(os.cpu_count() or 1))
# psycopg would wait for PostgreSQL in C, and stop every green thread meanwhile; select(2) is patched below.
os.environ.setdefault("PSYCOPG_WAIT_FUNC", "wait_select")

import eventlet  # reads the first of these

# Imported before the patch, it keeps real locks: /metrics is answered from a real thread, between which and the hub
# green locks do not work.
import prometheus_client  # noqa: F401

eventlet.monkey_patch()

import argparse  # noqa: E402  # the patch has to come before every other import
import logging  # noqa: E402
import signal  # noqa: E402
from typing import Any  # noqa: E402

from nameko.runners import ServiceRunner  # noqa: E402

from chassis import logs, tracing  # noqa: E402
from chassis.health import Pulse  # noqa: E402
from chassis.health_server import HealthServer  # noqa: E402
from chassis.loading import load  # noqa: E402
from chassis.settings import ServiceSettings  # noqa: E402
from chassis.stopping import Stopping  # noqa: E402

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
