"""`python -m lectern run`: the system in the foreground, until Ctrl-C."""

import os
import signal
import sys
import time
from pathlib import Path
from types import FrameType

from lectern import demo, environment
from lectern.layout import ROOT
from lectern.lock import AlreadyRunning
from lectern.migrations import MigrationFailed
from lectern.servers.postgres import PostgresFailed
from lectern.setup.steps import timed
from lectern.system import NotReady, System
from lectern.waiting import TooLate

DEFAULT_PORT = 8000
WATCH_SECONDS = 0.5
STOPPING_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

SUMMARY = """
  Lectern is running at {url}

{sign_in}
  Logs      {logs}
  Stop      Ctrl-C
"""
NOBODY = "  Sign in   register there; `make admin` makes an administrator\n"


class Stopped(Exception):
    """Somebody asked the launcher to stop."""


def run(arguments: list[str]) -> int:
    """Start the whole system and keep it running until Ctrl-C."""
    directory = Path(arguments[0]).resolve() if arguments else ROOT
    settings = environment.personal(directory)
    try:
        system = System(directory, settings, int(settings.get("PORT") or DEFAULT_PORT))
    except (AlreadyRunning, OSError, ValueError) as trouble:
        print(trouble, file=sys.stderr)
        return 1
    try:
        _stop_on_signals()
        _run(system, settings)
    except Stopped:
        return 0
    except (NotReady, MigrationFailed, PostgresFailed, TooLate) as trouble:
        print(f"\n{trouble}", file=sys.stderr)
        return 1
    finally:
        _shut_down(system)
    return 0


def _run(system: System, settings: dict[str, str]) -> None:
    wanted = int(settings.get("PORT") or DEFAULT_PORT)
    if system.port != wanted:
        print(f"Port {wanted} is taken; using {system.port}.", flush=True)
    (system.var / "run" / "launcher.pid").write_text(str(os.getpid()))
    content = demo.Content(system, settings)
    system.bring_up(timed)
    content.load(timed)
    print(_summary(system, content.is_loaded()), flush=True)
    _watch(system)


def _watch(system: System) -> None:
    """Keep the supervisor alive, as it keeps the others."""
    while True:
        time.sleep(WATCH_SECONDS)
        if not system.supervisor.is_alive():
            print("The supervisor is gone; starting again.", flush=True)
            system.bring_up()


def _shut_down(system: System) -> None:
    for number in STOPPING_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    print(flush=True)
    with timed("Stopping"):
        system.shut_down()
    (system.var / "run" / "launcher.pid").unlink(missing_ok=True)


def _stop_on_signals() -> None:
    for number in STOPPING_SIGNALS:
        signal.signal(number, _raise_stopped)


def _raise_stopped(number: int, frame: FrameType | None) -> None:
    raise Stopped


def _summary(system: System, has_demo: bool) -> str:
    url = f"http://localhost:{system.port}"
    sign_in = demo.SIGN_INS if has_demo else NOBODY
    return SUMMARY.format(url=url, sign_in=sign_in, logs=system.var / "log")
