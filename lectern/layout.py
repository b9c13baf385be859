"""Where things lie in this repository, and which processes a service folder makes.

A service is found by its folder: `services/<name>/<name>/service.py` holds the class `<Name>Service`, and
`handlers.py` beside it, if there is one, `<Name>Handlers`, which runs as a process of its own; so does
`<Name>Mailer` in `mailer.py`. A package `node` that can be run holds sockets: a process of its own too, with a port.
"""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class ServicePackage:
    """One service: its name, which is also its package's, and its folder."""

    name: str
    folder: Path

    @property
    def entry(self) -> str:
        """The service class, as `module:Class`."""
        return f"{self.name}.service:{self.name.title()}Service"

    @property
    def processes(self) -> dict[str, str]:
        """Process names with the class that each runs."""
        package = self.folder / self.name
        found = {self.name: self.entry} if (package / "service.py").exists() else {}
        if (package / "handlers.py").exists():
            found[f"{self.name}-worker"] = f"{self.name}.handlers:{self.name.title()}Handlers"
        if (package / "mailer.py").exists():
            found[f"{self.name}-mailer"] = f"{self.name}.mailer:{self.name.title()}Mailer"
        return found

    @property
    def node(self) -> str:
        """The module that holds sockets, to be run by `python -m`; empty if there is none."""
        return f"{self.name}.node" if (self.folder / self.name / "node" / "__main__.py").exists() else ""


def services(root: Path = ROOT) -> list[ServicePackage]:
    """All services of the repository, by name."""
    folders = sorted(file.parent for file in (root / "services").glob("*/pyproject.toml"))
    return [ServicePackage(folder.name, folder) for folder in folders]


def deployables() -> list[Path]:
    """The folders that are deployed on their own, each with a lock."""
    return [*(service.folder for service in services()), ROOT / "gateway"]


def dockerfiles() -> list[Path]:
    """What images are made from: one for each deployable, and the one that loads demo content."""
    return [folder / "Dockerfile" for folder in (*deployables(), ROOT / "deploy" / "demo")]
