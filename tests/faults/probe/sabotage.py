"""Faults that can only be made from within, asked for in the environment variable SABOTAGE."""

from __future__ import annotations

import os
import signal
from typing import Any

from chassis.ledger import relay_loop
from chassis.ledger.relay import Relay


def _die(*_: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def prepare() -> None:
    """Put the wanted fault in place."""
    wanted = os.environ.get("SABOTAGE", "")
    if wanted == "die between publish and mark":
        setattr(Relay, "_mark", _die)  # noqa: B010  # methods of a class are not assigned to, for mypy
    if wanted == "never poll":
        relay_loop.POLL_SECONDS = 3600.0
