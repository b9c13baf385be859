"""Making a backup, of a system that runs or of one that does not."""

import shutil
import tomllib
from datetime import UTC, datetime
from pathlib import Path

from lectern.backup.errors import BackupError
from lectern.backup.files import add_missing
from lectern.backup.manifest import NAME, Manifest, digest
from lectern.backup.places import Places
from lectern.backup.snapshot import copy_all
from lectern.layout import ROOT

DATABASES, FILES, SECRET_KEY = "databases", "files", "secret_key"
UNFINISHED = ".unfinished"


def take(places: Places, parent: Path) -> Path:
    """Make a dated folder in `parent`; returns it. Raises BackupError. Nothing unfinished ever has its name.

    Files are copied before the databases and again after them: what was deleted meanwhile is in the first copy, what
    came meanwhile in the second.
    """
    moment = datetime.now(UTC)
    archive = parent / moment.strftime("%Y-%m-%dT%H-%M-%S-%fZ")
    unfinished = archive.with_name(archive.name + UNFINISHED)
    try:
        (unfinished / DATABASES).mkdir(parents=True)
        unfinished.chmod(0o700)
        revisions = _copy(places, unfinished)
        files = {str(file.relative_to(unfinished)): digest(file) for file in _files(unfinished)}
        Manifest(moment.isoformat(timespec="seconds"), _version(), revisions, files).write(unfinished)
        unfinished.rename(archive)
    except OSError as error:
        raise BackupError(f"The backup could not be written ({error}).") from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return archive


def thin_out(parent: Path, keep: int) -> list[Path]:
    """Remove all but the newest `keep` backups in the folder; returns what went."""
    old = sorted(file.parent for file in parent.glob(f"*Z/{NAME}"))[:-keep]
    for archive in old:
        shutil.rmtree(archive)
    return old


def _copy(places: Places, target: Path) -> dict[str, str]:
    add_missing(places.storage, target / FILES)
    revisions = copy_all(places.databases, target / DATABASES)
    add_missing(places.storage, target / FILES)
    if places.secret_key.exists():
        (target / SECRET_KEY).touch(mode=0o600)
        shutil.copyfile(places.secret_key, target / SECRET_KEY)
    return revisions


def _files(directory: Path) -> list[Path]:
    return sorted(file for file in directory.rglob("*") if file.is_file())


def _version() -> str:
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"])
