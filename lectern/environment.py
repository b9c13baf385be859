"""The environment that the system's processes get: what the person set, and what the launcher adds."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from lectern import dotenv

# What a person may have set for their own system; a test's system must not see it.
PERSONAL = {
    "AMQP_URL",
    "CONTRACTS_CACHE",
    "DEMO",
    "ENV",
    "HEALTH_PORT",
    "HOST",
    "LOG_FORMAT",
    "LOG_LEVEL",
    "PORT",
    "PUBLIC_URL",
    "RATE_LIMITS",
    "REDIS_URL",
    "REGISTRATION",
    "SECRET_KEY",
}


def personal(directory: Path) -> dict[str, str]:
    """The person's environment over the `.env` file of the directory."""
    return {**dotenv.read(directory / ".env"), **os.environ}


def neutral(settings: Mapping[str, str]) -> dict[str, str]:
    """The environment of this process without anybody's settings, but with the given ones."""
    kept = {name: value for name, value in os.environ.items() if name not in PERSONAL and not _is_database(name)}
    return {**kept, **settings}


def secret_key(var: Path) -> str:
    """The key in var/secret_key, made on the first run, readable by its owner only."""
    file = var / "secret_key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(48))
    return file.read_text().strip()


def _is_database(name: str) -> bool:
    return name.endswith("_DATABASE_URL")
