"""The environment that the system's processes get: what the person set, and what the launcher adds."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from lectern import dotenv

# What a process of the system takes from anybody's shell; a test's system takes its settings from the test alone.
INHERITED = ("PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR", "VIRTUAL_ENV")


def personal(directory: Path) -> dict[str, str]:
    """The person's environment over the `.env` file of the directory."""
    return {**dotenv.read(directory / ".env"), **os.environ}


def neutral(settings: Mapping[str, str]) -> dict[str, str]:
    """The least environment that processes need, with nobody's settings but the given ones."""
    kept = {name: os.environ[name] for name in INHERITED if name in os.environ}
    return {**kept, **settings}


def secret_key(var: Path) -> str:
    """The key in var/secret_key, made on the first run, readable by its owner only."""
    file = var / "secret_key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(48))
    return file.read_text().strip()
