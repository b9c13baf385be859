"""An image without an engine: the folders that its Dockerfile copies, and a virtual environment with what its lock
names and nothing else, in a directory that stands for the container's root.
"""

from __future__ import annotations

import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from lectern.layout import ROOT
from tests.deploy.support.dockerfile import Copy, Dockerfile

LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)( ;)?", re.MULTILINE)


class Image:
    """What `docker build` would make of a Dockerfile, laid out under `root`."""

    def __init__(self, file: Path, root: Path) -> None:
        self.dockerfile = Dockerfile(file)
        self.root = root
        self.directory = self._inside(self.dockerfile.directory)
        self.directory.mkdir(parents=True)
        for copy in self.dockerfile.copies:
            self._copy(copy)

    @property
    def environment(self) -> dict[str, str]:
        """What ENV sets, with paths as they are here."""
        known = {"PATH": os.environ["PATH"]}
        return {name: self._translated(value, known) for name, value in self.dockerfile.environment.items()}

    def _translated(self, value: str, known: dict[str, str]) -> str:
        found = re.sub(r"^/(?=venv|lectern)", f"{self.root}/", value)
        return re.sub(r"\$(\w+)", lambda name: known[name[1]], found)

    def _inside(self, path: str) -> Path:
        return self.root / path.removeprefix("/") if path.startswith("/") else self.directory / path

    def _copy(self, copy: Copy) -> None:
        target = self._inside(copy.target)
        if copy.stage == "packages":
            install(self.dockerfile.lock, target)
        elif copy.stage == "web":
            target.parent.mkdir(parents=True, exist_ok=True)
            target.symlink_to(ROOT / "web" / "dist")  # the set-up has built it
        else:
            for source in copy.sources:
                shutil.copytree(ROOT / source, target, ignore=shutil.ignore_patterns("tests"))


def install(lock: Path, venv: Path) -> None:
    """A virtual environment with the packages of the lock alone.

    They are those of the environment that the tests run in: it was installed from the development lock, out of which
    every other lock is cut, versions and hashes alike.
    """
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
    (place,) = (venv / "lib").glob("python3.*/site-packages")
    for name, version, is_conditional in LOCKED.findall(lock.read_text()):
        try:
            distribution = importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:
            assert is_conditional, f"{name} is locked but not installed"
            continue
        assert distribution.version == version, name
        _link(distribution, place)


def _link(distribution: importlib.metadata.Distribution, place: Path) -> None:
    for file in distribution.files or ():
        if ".." in file.parts:  # scripts and the like, beside the packages: nothing that is run here
            continue
        target = place / file
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(file.locate(), target)
        except OSError:
            shutil.copy2(file.locate(), target)
