"""`make locks`: writes the lock of every deployable, with hashes, from what its pyproject.toml asks for.

The development lock is resolved first and holds everything; the others take their versions from it, so
that what is tested is what is deployed. `requirements.lock` in the root is for running all of it on one
machine. No lock names a package index.
"""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from lectern.layout import ROOT, deployables

DEV_LOCK, RUN_LOCK = ROOT / "requirements-dev.lock", ROOT / "requirements.lock"
HEADER = "# Written by `make locks`, not by hand.\n"
OPTIONS = (
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--strip-extras",
    "--no-annotate",
    "--no-header",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--quiet",
)
WISH = re.compile(r"([A-Za-z0-9._-]+)(?:\[([^]]*)\])?")

Project = dict[str, Any]  # pyproject.toml, parsed


def main(arguments: Sequence[str]) -> None:
    """Write all locks. Locked versions stay as they are, unless `--upgrade` is given."""
    projects = {folder: _read(folder) for folder in (ROOT, ROOT / "chassis", *deployables())}
    own = {project["project"]["name"]: project for project in projects.values()}
    everything = [wish for project in projects.values() for wish in _wishes(project, _extras(project), own)]
    _lock(everything + projects[ROOT]["dependency-groups"]["dev"], DEV_LOCK, list(arguments))
    running = [wish for folder in (ROOT, *deployables()) for wish in _wishes(projects[folder], [], own)]
    _lock_as_tested(running, RUN_LOCK)
    for folder in deployables():
        _lock_as_tested(list(_wishes(projects[folder], [], own)), folder / "requirements.lock")


def _extras(project: Project) -> list[str]:
    return list(project["project"].get("optional-dependencies", {}))


def _lock_as_tested(wishes: Sequence[str], lock: Path) -> None:
    lock.unlink(missing_ok=True)
    _lock(wishes, lock, ["--constraints", str(DEV_LOCK)])


def _read(folder: Path) -> Project:
    return tomllib.loads((folder / "pyproject.toml").read_text())


def _wishes(project: Project, extras: Sequence[str], own: dict[str, Project]) -> Iterator[str]:
    """What the project asks of the package index; packages of this repository are replaced by what they ask."""
    asked = list(project["project"].get("dependencies", []))
    for extra in extras:
        asked += project["project"]["optional-dependencies"][extra]
    for wish in asked:
        match = WISH.match(wish)
        if match and match[1] in own:
            yield from _wishes(own[match[1]], [extra.strip() for extra in (match[2] or "").split(",") if extra], own)
        else:
            yield wish


def _lock(wishes: Sequence[str], lock: Path, options: Sequence[str]) -> None:
    subprocess.run(
        [sys.executable, "-m", "uv", "pip", "compile", *OPTIONS, *options, "--output-file", str(lock), "-"],
        input="\n".join(wishes),
        text=True,
        check=True,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
    )
    lock.write_text(HEADER + lock.read_text().removeprefix(HEADER))
    print(f"{lock.relative_to(ROOT)}: {lock.read_text().count('==')} packages")


if __name__ == "__main__":
    main(sys.argv[1:])
