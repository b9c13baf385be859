"""Where processes spend their time: flame graphs of the gateway, a service and a node at work.

    python bench/flames.py DIRECTORY [--seconds 15]

It needs py-spy on the PATH (`pipx install py-spy`), and the right to look into processes of one's own.
"""

from __future__ import annotations

import argparse
import asyncio
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

import rest
import sockets
import uvloop
from http_client import Request
from rest import say
from school import School

from lectern.system import System, running

SETTINGS = {"RATE_LIMITS": "off", "REPLIES_TTL": "0"}
WORKERS, LISTENERS, CHAT_RATE = 8, 200, 50.0


@contextmanager
def recorded(system: System, directory: Path, seconds: float, **names: str) -> Iterator[None]:
    """Flame graphs of processes while something happens; `names` gives each file its process."""
    pids = {file: system.pid_of(name) for file, name in names.items()}
    words = ["py-spy", "record", "--duration", f"{seconds:.0f}", "--rate", "200"]
    spies = [
        subprocess.Popen([*words, "--pid", str(pid), "--output", f"{file}.svg"], cwd=directory)  # noqa: S603
        for file, pid in pids.items()
    ]
    yield
    for spy in spies:
        spy.wait()


def mixed(school: School) -> Iterator[Request]:
    """What people ask for, in turns."""
    works = [work(school) for name, work in rest.SCENARIOS.items() if name != "sign in"]
    return (next(work) for work in cycle(works))


async def teach(system: rest.System, seconds: float) -> None:
    """A lesson with a lot of chat."""
    await sockets.measure(system, sockets.chat, CHAT_RATE, LISTENERS, seconds)


def main() -> None:
    """Start a system, have it work, and look."""
    parser = argparse.ArgumentParser(description="Draw flame graphs.")
    parser.add_argument("directory", type=Path)
    parser.add_argument("--seconds", type=float, default=15)
    wanted = parser.parse_args()
    wanted.directory.mkdir(parents=True, exist_ok=True)
    with running(env=SETTINGS) as system:
        asked = rest.system("lectern", system.url, str(system.supervisor.pid))
        with recorded(system, wanted.directory, wanted.seconds, gateway="gateway", service="courses"):
            uvloop.run(rest.measure(asked, mixed, WORKERS, wanted.seconds))
        lesson = {"node": "classroom-node", "gateway-live": "gateway"}
        with recorded(system, wanted.directory, wanted.seconds, **lesson):
            asyncio.run(teach(asked, wanted.seconds))
    say(f"Drawn: {', '.join(sorted(file.name for file in wanted.directory.glob('*.svg')))}")


if __name__ == "__main__":
    main()
