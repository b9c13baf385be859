"""Steps of the set-up: each says what it does and how long it took; a failure is one clear sentence."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOG = ROOT / "var" / "log" / "setup.log"
TICK = 0.5


class Impossible(Exception):
    """The set-up cannot go on; the message tells a person what to do."""


@dataclass(frozen=True)
class Step:
    """One step: what it is called, whether it is still to be done, and how it is done."""

    title: str
    is_needed: Callable[[], bool]
    carry_out: Callable[[], None]


def carry_out(steps: Sequence[Step]) -> None:
    """Do the steps that are needed, in order, with one line for each."""
    LOG.parent.mkdir(parents=True, exist_ok=True)
    for number, step in enumerate(steps, 1):
        line = f"[{number}/{len(steps)}] {step.title}"
        if not step.is_needed():
            print(f"{line} … ready", flush=True)
            continue
        with timed(line):
            step.carry_out()


def command(words: Sequence[str], trouble: str, environment: Mapping[str, str] | None = None) -> None:
    """Run a command quietly, its output in the log; raises Impossible with the trouble and the last lines."""
    with LOG.open("ab") as log:
        start = log.tell()
        log.write(f"$ {' '.join(words)}\n".encode())
        log.flush()
        done = subprocess.run(
            words, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False
        )
    if done.returncode:
        with LOG.open("rb") as log:
            log.seek(start)
            last = log.read().decode(errors="replace").splitlines()[-12:]
        raise Impossible("\n".join(["", *("    " + line for line in last), "", f"{trouble} (all of it: {LOG})"]))


@contextmanager
def timed(line: str) -> Iterator[None]:
    """Print the line, with the seconds counting up on a terminal, and the total at the end."""
    start, over = time.monotonic(), threading.Event()
    clock = threading.Thread(target=_count, args=(line, start, over), daemon=True)
    print(f"{line} …", end="", flush=True)
    clock.start()
    outcome = "failed"
    try:
        yield
        outcome = f"{time.monotonic() - start:.0f} s"
    finally:
        over.set()
        clock.join()
        again = f"\r\033[K{line} …" if sys.stdout.isatty() else ""
        print(f"{again} {outcome}", flush=True)


def _count(line: str, start: float, over: threading.Event) -> None:
    while sys.stdout.isatty() and not over.wait(TICK):
        print(f"\r{line} … {time.monotonic() - start:.0f} s", end="", flush=True)
