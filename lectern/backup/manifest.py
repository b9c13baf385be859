"""The manifest of a backup: what is in it, with a hash of each file, and which versions wrote it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from lectern.backup.errors import BackupError

NAME, SEAL = "manifest.json", "manifest.sha256"
FORMAT = 1
_PIECE = 1 << 20


@dataclass(frozen=True)
class Manifest:
    """`files` has the SHA-256 of each by its path in the archive; `revisions` the migration each database is at."""

    made_at: str
    lectern: str
    revisions: Mapping[str, str]
    files: Mapping[str, str]
    format: int = FORMAT

    def write(self, archive: Path) -> None:
        """Write it into the archive, sealed by a hash of its own."""
        text = json.dumps(asdict(self), indent=1, sort_keys=True) + "\n"
        (archive / NAME).write_text(text, "utf-8")
        (archive / SEAL).write_text(f"{hashlib.sha256(text.encode()).hexdigest()}  {NAME}\n")


def read(archive: Path) -> Manifest:
    """The archive's manifest. Raises BackupError if there is none, or not the one that was written."""
    try:
        text = (archive / NAME).read_bytes()
        seal = (archive / SEAL).read_text().split()
    except (OSError, UnicodeDecodeError):
        raise BackupError(f"{archive} is no whole backup: it lacks {NAME} or {SEAL}.") from None
    if seal[:1] != [hashlib.sha256(text).hexdigest()]:
        raise BackupError(f"{archive} is damaged: {NAME} is not as it was written; please take another backup.")
    said: dict[str, Any] = json.loads(text)
    if said["format"] != FORMAT:
        raise BackupError(f"{archive} was made by another version of Lectern ({said['lectern']}): please use that one.")
    if any(Path(name).is_absolute() or ".." in Path(name).parts for name in said["files"]):
        raise BackupError(f"{archive} is no backup of ours: {NAME} leads out of it.")
    return Manifest(**said)


def verify(archive: Path) -> Manifest:
    """The manifest, if every file is as it was written. Raises BackupError naming the first that is not."""
    manifest = read(archive)
    for name, expected in manifest.files.items():
        file = archive / name
        if not file.is_file() or digest(file) != expected:
            state = "is missing" if not file.exists() else "is not as it was written"
            raise BackupError(f"{archive} is damaged: {name} {state}; please take another backup.")
    return manifest


def digest(file: Path) -> str:
    """SHA-256 of a file, read piece by piece."""
    total = hashlib.sha256()
    with file.open("rb") as opened:
        while piece := opened.read(_PIECE):
            total.update(piece)
    return total.hexdigest()
