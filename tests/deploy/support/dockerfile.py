"""Reading Dockerfiles, as far as ours go (https://docs.docker.com/reference/dockerfile/)."""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import dataclass
from pathlib import Path

from lectern.layout import ROOT, dockerfiles

DOCKERFILES = dockerfiles()
DEMO = ROOT / "deploy" / "demo" / "Dockerfile"


@dataclass(frozen=True)
class Copy:
    """One COPY: from which stage (empty: the build context), what, to where."""

    stage: str
    sources: tuple[str, ...]
    target: str


class Dockerfile:
    """The instructions of one file; of the stages, the last one makes the image."""

    def __init__(self, file: Path) -> None:
        text = re.sub(r"^#.*\n", "", file.read_text(), flags=re.MULTILINE).replace("\\\n", " ")
        self.instructions = [tuple(line.split(None, 1)) for line in text.splitlines() if line.strip()]
        starts = [number for number, (keyword, _) in enumerate(self.instructions) if keyword == "FROM"]
        self.last = self.instructions[starts[-1] :]

    def all(self, keyword: str) -> list[str]:
        """What follows the keyword, in the last stage."""
        return [text for one, text in self.last if one == keyword]

    @property
    def context(self) -> list[str]:
        """Every path that any stage copies out of the repository."""
        return [source for copy in _copies(self.instructions) if not copy.stage for source in copy.sources]

    @property
    def copies(self) -> list[Copy]:
        """What the image gets."""
        return list(_copies(self.last))

    @property
    def environment(self) -> dict[str, str]:
        """What ENV sets."""
        return dict(word.split("=", 1) for text in self.all("ENV") for word in shlex.split(text))

    @property
    def directory(self) -> str:
        """Where processes run."""
        return self.all("WORKDIR")[-1]

    @property
    def command(self) -> list[str]:
        """What runs unless something else is asked for."""
        words: list[str] = json.loads(self.all("CMD")[-1])
        return words

    @property
    def ports(self) -> set[int]:
        """The ports that EXPOSE names."""
        return {int(port) for text in self.all("EXPOSE") for port in text.split()}

    @property
    def lock(self) -> Path:
        """The lock that the packages come from."""
        (lock,) = [ROOT / source for source in self.context if source.endswith("requirements.lock")]
        return lock


def _copies(instructions: list[tuple[str, ...]]) -> list[Copy]:
    found = []
    for keyword, text in instructions:
        if keyword == "COPY":
            *options, target = text.split()
            stage = next((one.removeprefix("--from=") for one in options if one.startswith("--from=")), "")
            found.append(Copy(stage, tuple(one for one in options if not one.startswith("--")), target))
    return found
