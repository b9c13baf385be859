"""Running one command beside a system, or beside a broker and Redis, that exist just for it."""

import os
import subprocess
import sys

from lectern import servers, system

USAGE = "Give the command after `--`."


def with_system(arguments: list[str]) -> int:
    """Run a command with LECTERN_URL of a system made for it (`--demo`: with demo content)."""
    command = _command(arguments)
    with system.running(demo="--demo" in arguments[: len(arguments) - len(command)]) as borrowed:
        own = {"LECTERN_URL": borrowed.url, "LECTERN_DIRECTORY": str(borrowed.directory)}
        return subprocess.run(command, env={**os.environ, **own}, check=False).returncode


def with_servers(arguments: list[str]) -> int:
    """Run a command with TEST_AMQP_URL and TEST_REDIS_URL of servers made for it."""
    command = _command(arguments)
    with servers.running() as borrowed:
        own = {"TEST_AMQP_URL": borrowed.amqp_url, "TEST_REDIS_URL": borrowed.redis_url}
        return subprocess.run(command, env={**os.environ, **own}, check=False).returncode


def _command(arguments: list[str]) -> list[str]:
    if "--" not in arguments[:-1]:
        sys.exit(USAGE)
    return arguments[arguments.index("--") + 1 :]
