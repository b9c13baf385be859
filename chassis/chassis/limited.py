"""Work on what strangers sent (PDFs, say), in a process of its own that may not take more than it is given.

    pages = limited.run("assignments.pdf:extract_text", path, seconds=30, cpu_seconds=20, memory=512 * MIB)

A thread is not enough for Python code: it would take turns with every other call of the service, and neither a loop
without end nor a bomb of zeros in it could be stopped. Arguments and results travel as JSON.
"""

from __future__ import annotations

import importlib
import resource
import signal
import sys
from typing import Any

import eventlet
import orjson
from eventlet.green import subprocess

MIB = 1024 * 1024
SECONDS = 60.0
CPU_SECONDS = 30
MEMORY = 512 * MIB
OUT_OF_MEMORY = 3
RAISED = 4


class Exceeded(Exception):
    """The work took more time, processor or memory than it was given; the message says which."""


class Failed(Exception):
    """The work itself failed; the message is its error's."""


def run(target: str, *args: Any, seconds: float = SECONDS, cpu_seconds: int = CPU_SECONDS, memory: int = MEMORY) -> Any:
    """Call `package.module:function` with `args` in another process and return what it returns.

    Raises Exceeded when it goes over `seconds` on the clock, `cpu_seconds` of processor time or `memory` bytes of
    address space, Failed when it raises or crashes. Other green threads go on meanwhile.
    """
    command = [sys.executable, "-m", "chassis.limited", target, str(cpu_seconds), str(memory)]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        with eventlet.Timeout(seconds, Exceeded(f"not finished within {seconds:g} s")):
            answer, _ = process.communicate(orjson.dumps(args))
    except BaseException:
        process.kill()
        process.wait()
        raise
    return _result(process.returncode, answer)


def _result(code: int, answer: bytes) -> Any:
    if code == -signal.SIGXCPU or code == -signal.SIGKILL:
        raise Exceeded("it took more processor time than it was given")
    if code == OUT_OF_MEMORY:
        raise Exceeded("it took more memory than it was given")
    if code == RAISED:
        raise Failed(answer.decode())
    if code != 0:
        raise Failed(f"its process ended with {code}")
    return orjson.loads(answer)


def main() -> None:
    """In the other process: take the limits upon oneself, then work. Answers on standard output."""
    target, cpu_seconds, memory = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    answer, sys.stdout = sys.stdout.buffer, sys.stderr
    args = orjson.loads(sys.stdin.buffer.read())
    module, _, name = target.partition(":")
    function = getattr(importlib.import_module(module), name)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    try:
        answer.write(orjson.dumps(function(*args)))
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)
    except Exception as error:
        answer.write(f"{type(error).__name__}: {error}"[:2000].encode())
        sys.exit(RAISED)


if __name__ == "__main__":
    main()
