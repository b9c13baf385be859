"""The virtual environment with the locked Python packages and the packages of this repository."""

import importlib.util
import os
import sys
from pathlib import Path

from lectern.setup import debian, stamps
from lectern.setup.steps import ROOT, Impossible, Step, command

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCK = ROOT / "requirements-dev.lock"
STAMP = VENV / "lectern-stamp"

TROUBLE = "The Python packages could not be installed: is the package index reachable?"


def steps() -> list[Step]:
    """The environment, then what is in it."""
    return [
        Step("Python environment", lambda: not _works(), _make),
        Step("Python packages", lambda: not _works() or not stamps.is_current(STAMP, _wanted()), _install),
    ]


def packages() -> list[Path]:
    """The folders of this repository that hold an importable package."""
    found = [ROOT, ROOT / "chassis", ROOT / "gateway", *sorted((ROOT / "services").glob("*"))]
    return [folder for folder in found if (folder / "pyproject.toml").exists()]


def _works() -> bool:
    return PYTHON.exists() and (VENV / "bin" / "pip").exists()


def _make() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        debian.install([f"python3.{sys.version_info.minor}-venv"])
    command([sys.executable, "-m", "venv", "--clear", str(VENV)], "The Python environment could not be made.")


def _install() -> None:
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet"]
    command([*pip, "--require-hashes", "--no-deps", "-r", str(LOCK)], TROUBLE)
    _add_own_packages()
    stamps.put(STAMP, _wanted())


def _add_own_packages() -> None:
    """Put this repository's packages on the path as they lie there: nothing to build, always current."""
    places = [path for path in (VENV / "lib").glob("python3.*/site-packages") if path.is_dir()]
    if not places:
        raise Impossible(f"{VENV} is no virtual environment: please remove it and try again.")
    lines = "".join(f"{folder}\n" for folder in packages())
    (places[0] / "lectern.pth").write_text(lines)


def _wanted() -> str:
    names = [os.fspath(folder) for folder in packages()]
    return stamps.fingerprint([LOCK], *names, f"{sys.version_info.major}.{sys.version_info.minor}")
