"""docker-compose.yml as Compose itself understands it, and what it runs without an engine."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from lectern import environment
from lectern.layout import ROOT

FILE = ROOT / "docker-compose.yml"
SECRET = "a secret for tests, of forty characters"
OURS = "lectern-"


@cache
def composed() -> dict[str, Any]:
    """Everything after interpolation and merging, with nobody's settings but a secret."""
    settings = environment.neutral({"SECRET_KEY": SECRET, "COMPOSE_PROFILES": "demo,postgres,backup,s3,observability"})
    with tempfile.NamedTemporaryFile() as nothing:
        words = ["docker-compose", "--file", str(FILE), "--env-file", nothing.name, "config"]
        done = subprocess.run(words, env=settings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    found: dict[str, Any] = yaml.safe_load(done.stdout)
    return found


def containers() -> dict[str, dict[str, Any]]:
    """Every container, by its name."""
    found: dict[str, dict[str, Any]] = composed()["services"]
    return found


def ours() -> dict[str, dict[str, Any]]:
    """Those of our own images."""
    return {name: one for name, one in containers().items() if one["image"].startswith(OURS)}


def dockerfile(container: dict[str, Any]) -> Path:
    """What its image is built from."""
    return ROOT / str(container["build"]["dockerfile"])


def settings(container: dict[str, Any]) -> dict[str, str]:
    """The environment that it gets from the file, without what is only handed on."""
    return {name: value for name, value in container.get("environment", {}).items() if value is not None}


def modules(command: list[str]) -> Iterator[str]:
    """What a command runs by `python -m`, also inside a shell."""
    words = [word for part in command for word in part.split()]
    yield from (module for before, module in pairwise(words) if before == "-m")
