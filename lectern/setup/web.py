"""The web application: its locked packages from npm, and its build."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from lectern.setup import stamps
from lectern.setup.steps import ROOT, Impossible, Step, command

WEB = ROOT / "web"
MODULES = WEB / "node_modules"
INSTALLED, BUILT = MODULES / ".lectern-installed", MODULES / ".lectern-built"
NEEDED = (20, 19)
NOT_SOURCES = {"node_modules", "dist", "e2e", "test-results", "playwright-report"}


def steps() -> list[Step]:
    """The packages, then the build."""
    return [
        Step("Web packages", lambda: not stamps.is_current(INSTALLED, _lock()), _install),
        Step("Web application", lambda: not _is_built(), _build),
    ]


def _install() -> None:
    _check_node()
    npm = ["npm", "--prefix", str(WEB), "ci", "--no-audit", "--no-fund", "--loglevel=error"]
    command(npm, "The web packages could not be installed: is the package registry reachable?")
    stamps.put(INSTALLED, _lock())


def _build() -> None:
    _check_node()
    command(["npm", "--prefix", str(WEB), "run", "build"], "The web application could not be built.")
    stamps.put(BUILT, _sources())


def _is_built() -> bool:
    return (WEB / "dist" / "index.html").exists() and stamps.is_current(BUILT, _sources())


def _lock() -> str:
    return stamps.fingerprint([WEB / "package-lock.json"])


def _sources() -> str:
    return stamps.fingerprint(_source_files())


def _source_files() -> Iterator[Path]:
    for entry in WEB.iterdir():
        if entry.name in NOT_SOURCES:
            continue
        yield from (file for file in [entry, *entry.rglob("*")] if file.is_file())


def _check_node() -> None:
    node = shutil.which("node")
    version = subprocess.check_output([node, "--version"], text=True).strip() if node else "none"
    numbers = tuple(int(number) for number in re.findall(r"\d+", version)[:2])
    if numbers < NEEDED or shutil.which("npm") is None:
        raise Impossible(f"Lectern needs Node.js 20.19 or newer with npm to build its web pages; found: {version}.")
