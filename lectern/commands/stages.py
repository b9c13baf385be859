"""The stages of `make test`, in their order: cheap ones first, those that need the whole system last."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from lectern.layout import ROOT, dockerfiles, services

PYTEST = [sys.executable, "-m", "pytest", "-q"]
NPM = ["npm", "--prefix", "web", "run", "--silent"]
# Without the modules that start processes of their own, and without what SQLite says of its plans.
PORTABLE = " and not ".join(
    ["not live", "handlers", "mailer", "node", "endpoints", "random", "contract", "index", "plans", "migrations"]
)
WITH_SYSTEM = [sys.executable, "-m", "lectern", "with-system", "--demo", "--"]


@dataclass(frozen=True)
class Command:
    """One command of a stage."""

    title: str
    words: Sequence[str]


@dataclass(frozen=True)
class Stage:
    """A named group of commands; `needs_servers` gives them a broker and Redis to share.

    `on_postgres` has what is usually tested on SQLite tested on PostgreSQL.
    """

    name: str
    commands: Callable[[], list[Command]]
    needs_servers: bool = False
    on_postgres: bool = False


def python_folders() -> list[str]:
    """The folders with Python code, each checked on its own, for their tests have the same names."""
    return ["chassis", *(f"services/{service.name}" for service in services()), "gateway", "lectern"]


def _lint() -> list[Command]:
    ruff = [sys.executable, "-m", "ruff"]
    return [
        Command("ruff", [*ruff, "check", "."]),
        Command("ruff format", [*ruff, "format", "--check", "."]),
        Command("hadolint", [str(ROOT / ".venv" / "bin" / "hadolint"), *map(str, dockerfiles())]),
        Command("import-linter", [str(ROOT / ".venv" / "bin" / "lint-imports"), "--no-logo"]),
        Command("pytest tests/repository", [*PYTEST, "tests/repository"]),
    ]


def _types() -> list[Command]:
    mypy = [sys.executable, "-m", "mypy"]
    packages = [Path(folder).name for folder in python_folders()]
    suites = [f"{folder}/tests" for folder in python_folders()]
    return [
        Command("mypy, packages", [*mypy, *(word for package in packages for word in ("-p", package))]),
        *(Command(f"mypy {suite}", [*mypy, suite]) for suite in [*suites, "tests"]),
    ]


def _contracts() -> list[Command]:
    check = [sys.executable, "-m", "chassis.contracts"]
    return [
        *(
            Command(service.name, [*check, service.entry, "--check", str(service.folder / "contract.json")])
            for service in services()
        ),
        Command("the web client", [sys.executable, "-m", "lectern.contracts"]),
        Command("pytest tests/contracts", [*PYTEST, "tests/contracts"]),
    ]


def _web() -> list[Command]:
    return [
        Command("biome and tsc", [*NPM, "check"]),
        Command("vitest", [*NPM, "test"]),
        Command("what pages load", [*NPM, "budget"]),
    ]


def _units() -> list[Command]:
    erase = Command("coverage", [sys.executable, "-m", "coverage", "erase"])
    pytest = [*PYTEST, "--cov", "--cov-append", "--cov-report=", "--cov-fail-under=0"]
    suites = [Command(f"pytest {folder}", [*pytest, folder]) for folder in python_folders()]
    report = Command("coverage", [sys.executable, "-m", "coverage", "report", "--skip-covered"])
    return [erase, *suites, report]


def _postgres() -> list[Command]:
    """What has to do with databases; what no database matters for is left out, to keep this short."""
    suites = [f"services/{name}" for name in ("assignments", "classroom", "courses", "notifications")]
    names = ("sessions", "signing_in", "blocking", "courses", "feed", "invitations", "accepting", "people", "resetting")
    accounts = [f"services/accounts/tests/test_{name}.py" for name in names]
    shared = ("postgres", "store", "outbox", "receipts", "proof", "searching", "trigrams")
    chassis = [f"chassis/tests/test_{name}.py" for name in shared]
    return [
        Command("pytest chassis, its databases", [*PYTEST, *chassis]),
        Command("pytest services/accounts, what it stores", [*PYTEST, *accounts]),
        *(Command(f"pytest {suite}", [*PYTEST, suite, "-k", PORTABLE]) for suite in suites),
        Command("pytest tests/postgres", [*PYTEST, "tests/postgres"]),
    ]


def _browser() -> list[Command]:
    with_model = [sys.executable, "-m", "tests.browser.with_model"]
    return [
        Command("playwright", [*WITH_SYSTEM, *NPM, "e2e"]),
        Command("playwright, with a model", [*with_model, *NPM, "e2e", "--", "e2e/model"]),
    ]


def _faults() -> list[Command]:
    return [Command("pytest tests/faults", [*PYTEST, "tests/faults"])]


def _deploy() -> list[Command]:
    return [Command("pytest tests/deploy", [*PYTEST, "tests/deploy"])]


def _system() -> list[Command]:
    return [Command("pytest tests/system", [*PYTEST, "tests/system"])]


STAGES = {
    stage.name: stage
    for stage in (
        Stage("lint", _lint),
        Stage("types", _types),
        Stage("contracts", _contracts),
        Stage("web", _web),
        Stage("units", _units, needs_servers=True),
        Stage("postgres", _postgres, needs_servers=True, on_postgres=True),
        Stage("deploy", _deploy, needs_servers=True),
        Stage("faults", _faults),
        Stage("browser", _browser),
        Stage("system", _system),
    )
}
