"""The virtual environment with the locked Python packages and the packages of this repository."""

import importlib.util
import os
import sys
from pathlib import Path

from lectern.setup import debian, stamps
from lectern.setup.steps import ROOT, Impossible, Step, command

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
RUN_LOCK, DEV_LOCK = ROOT / "requirements.lock", ROOT / "requirements-dev.lock"
STAMP = VENV / "lectern-stamp"
OWN_CODE = ("chassis", "gateway", "lectern", "services")

TROUBLE = "The Python packages could not be installed: is the package index reachable?"


def steps(tools: bool) -> list[Step]:
    """The environment, then what is in it: what running takes, or the tools of developers as well."""
    lock = DEV_LOCK if tools else RUN_LOCK
    found = [
        Step("Python environment", lambda: not _works(), _make),
        Step("Python packages", lambda: not _has(lock), lambda: _install(lock)),
    ]
    # Where Python is told to keep no bytecode, each of our processes would compile our own code again as it starts.
    return [*found, Step("Bytecode", lambda: True, _compile)] if sys.dont_write_bytecode else found


def packages() -> list[Path]:
    """The folders of this repository that hold an importable package."""
    found = [ROOT, ROOT / "chassis", ROOT / "gateway", *sorted((ROOT / "services").glob("*"))]
    return [folder for folder in found if (folder / "pyproject.toml").exists()]


def _works() -> bool:
    return PYTHON.exists() and (VENV / "bin" / "pip").exists()


def _has(lock: Path) -> bool:
    """Whether what is in the lock is installed; the development lock holds all of the other one."""
    return _works() and any(stamps.is_current(STAMP, _fingerprint(one)) for one in {lock, DEV_LOCK})


def _make() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        debian.install([f"python3.{sys.version_info.minor}-venv"])
    command([sys.executable, "-m", "venv", "--clear", str(VENV)], "The Python environment could not be made.")


def _install(lock: Path) -> None:
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet"]
    command([*pip, "--require-hashes", "--no-deps", "-r", str(lock)], TROUBLE)
    _add_own_packages()
    stamps.put(STAMP, _fingerprint(lock))


def _compile() -> None:
    words = [str(PYTHON), "-m", "compileall", "-q", *(str(ROOT / folder) for folder in OWN_CODE)]
    command(words, "The Python code of this folder could not be compiled.")


def _add_own_packages() -> None:
    """Put this repository's packages on the path as they lie there: nothing to build, always current."""
    places = [path for path in (VENV / "lib").glob("python3.*/site-packages") if path.is_dir()]
    if not places:
        raise Impossible(f"{VENV} is no virtual environment: please remove it and try again.")
    lines = "".join(f"{folder}\n" for folder in packages())
    (places[0] / "lectern.pth").write_text(lines)


def _fingerprint(lock: Path) -> str:
    names = [os.fspath(folder) for folder in packages()]
    return stamps.fingerprint([lock], *names, f"{sys.version_info.major}.{sys.version_info.minor}")
