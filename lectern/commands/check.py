"""`python -m lectern test [stage…]`: every check of the repository, in stages, stopping at the first that fails."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from lectern import servers
from lectern.commands.stages import STAGES, Command, Stage
from lectern.layout import ROOT

# Closing lines of pytest ("12 passed in 3.4s"), Vitest ("Tests  12 passed (12)") and Playwright ("12 passed (3s)").
VERDICT = re.compile(r"^=*\s*(?:Tests\s+)?((?:\d+ \w+, )*\d+ (?:passed|failed)\b.*?)\s*=*$")
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@dataclass
class Result:
    """How a stage ended."""

    name: str
    seconds: float
    verdict: str
    passed: bool


def test(arguments: list[str]) -> int:
    """Run all checks, or the named stages: lint types contracts web units postgres deploy faults browser system."""
    unknown = [name for name in arguments if name not in STAGES]
    if unknown:
        print(f"There is no stage {unknown[0]}; there are: {' '.join(STAGES)}", file=sys.stderr)
        return 2
    wanted = [STAGES[name] for name in arguments or STAGES]
    results: list[Result] = []
    with _servers(wanted) as environment:
        for stage in wanted:
            results.append(_run(stage, environment))
            if not results[-1].passed:
                break
    _print_table(results)
    return 0 if results[-1].passed else 1


@contextmanager
def _servers(stages: Sequence[Stage]) -> Iterator[dict[str, str]]:
    """The environment of the stages; with a broker and Redis that those that need them share."""
    if not any(stage.needs_servers for stage in stages):
        yield dict(os.environ)
        return
    with servers.running("postgres" if any(stage.on_postgres for stage in stages) else "sqlite") as running:
        own = {"TEST_AMQP_URL": running.amqp_url, "TEST_REDIS_URL": running.redis_url}
        yield {**os.environ, **own, "TEST_POSTGRES_URL": running.postgres_url}


def _run(stage: Stage, environment: Mapping[str, str]) -> Result:
    start = time.monotonic()
    verdicts: list[str] = []
    passed = True
    if not stage.on_postgres:
        environment = {name: value for name, value in environment.items() if name != "TEST_POSTGRES_URL"}
    for command in stage.commands():
        print(f"\n── {stage.name}: {command.title}", flush=True)
        passed = _execute(command, environment, verdicts)
        if not passed:
            break
    return Result(stage.name, time.monotonic() - start, "; ".join(verdicts), passed)


def _execute(command: Command, environment: Mapping[str, str], verdicts: list[str]) -> bool:
    """Run one command, its output shown as it comes and its closing line kept."""
    process = subprocess.Popen(
        command.words,
        cwd=ROOT,
        env={**environment, **({} if sys.stdout.isatty() else {"NO_COLOR": "1"})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    verdict = ""
    with process:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            match = VERDICT.match(COLOURS.sub("", line.strip()))
            verdict = match[1] if match else verdict
    if verdict:
        verdicts.append(verdict)
    return process.returncode == 0


def _print_table(results: Sequence[Result]) -> None:
    print("\n── result")
    for result in results:
        state = "passed" if result.passed else "FAILED"
        print(f"{result.name:<10} {state}  {result.seconds:6.0f} s   {result.verdict}")
    total = sum(result.seconds for result in results)
    print(f"{'all':<10} {'passed' if results[-1].passed else 'FAILED'}  {total:6.0f} s", flush=True)
