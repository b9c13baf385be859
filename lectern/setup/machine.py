"""Programs that the machine has to have: the servers; for tests also the browser, and what checks deployment."""

import os
import shutil
from pathlib import Path

from lectern import dotenv
from lectern.servers import postgres, rabbitmq, redis
from lectern.setup import debian
from lectern.setup.steps import ROOT, Step

POSTGRES = Path("/usr/lib/postgresql")  # where Debian has the server's programs: not on anybody's path
INSTEAD = ", or set AMQP_URL and REDIS_URL to servers that you have."


def servers() -> Step:
    """RabbitMQ and Redis, unless the environment names others, and PostgreSQL if it asks for that."""
    settings = {**dotenv.read(ROOT / ".env"), **os.environ}
    missing = []
    if not settings.get("AMQP_URL") and not rabbitmq.is_installed():
        missing.append("rabbitmq-server")
    if not settings.get("REDIS_URL") and not redis.is_installed():
        missing.append("redis-server")
    if settings.get("DB") == "postgres" and not postgres.is_installed():
        missing.append("postgresql")
    return Step("Servers", lambda: bool(missing), lambda: debian.install(missing, INSTEAD))


def test_servers() -> Step:
    """RabbitMQ, Redis and PostgreSQL: tests have private ones, always."""
    missing = [] if rabbitmq.is_installed() else ["rabbitmq-server"]
    missing += [] if redis.is_installed() else ["redis-server"]
    missing += [] if postgres.is_installed() else ["postgresql"]
    return Step("Servers", lambda: bool(missing), lambda: debian.install(missing))


def browser() -> Step:
    """Chromium, for the tests in the browser."""
    return Step("Chromium", lambda: shutil.which("chromium") is None, lambda: debian.install(["chromium"]))


def deployment() -> Step:
    """What tells the tests how it understands the files for it, without an engine; and the database of clusters."""
    programs = {"docker-compose": "docker-compose", "promtool": "prometheus"}
    missing = [package for program, package in programs.items() if shutil.which(program) is None]
    if not any(POSTGRES.glob("*/bin/initdb")):
        missing.append("postgresql")
    return Step("Compose, promtool and PostgreSQL", lambda: bool(missing), lambda: debian.install(missing))
