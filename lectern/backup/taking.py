"""Making a backup, of a system that runs or of one that does not."""

import shutil
import tomllib
from collections.abc import Mapping
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

from obstore.exceptions import BaseError

from lectern.backup.errors import BackupError
from lectern.backup.manifest import NAME, Manifest, digest, read
from lectern.backup.places import Places
from lectern.backup.postgres import PostgresDatabase
from lectern.backup.snapshot import Database, copy_all
from lectern.backup.sqlite import SqliteDatabase
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
    except (OSError, BaseError) as error:
        raise BackupError(f"The backup could not be written ({error}).") from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return archive


def thin_out(parent: Path, keep: int) -> list[Path]:
    """Remove all but the newest `keep` backups in the folder; returns what went."""
    old = _made(parent)[:-keep]
    for archive in old:
        shutil.rmtree(archive)
    return old


def newest(parent: Path) -> Manifest | None:
    """The manifest of the newest backup in the folder, if there is one. Raises BackupError if it is damaged."""
    made = _made(parent)
    return read(made[-1]) if made else None


def _made(parent: Path) -> list[Path]:
    return sorted(file.parent for file in parent.glob(f"*Z/{NAME}"))


def _copy(places: Places, target: Path) -> dict[str, str]:
    places.files.add_missing_to(target / FILES)
    # A system that runs has named the addresses of its private server; of one that does not, the server is run here.
    with places.held() if places.private else nullcontext(), places.reached() as addresses:
        revisions = copy_all(_databases(places, addresses), target / DATABASES)
    places.files.add_missing_to(target / FILES)
    if places.secret_key.exists():
        (target / SECRET_KEY).touch(mode=0o600)
        shutil.copyfile(places.secret_key, target / SECRET_KEY)
    return revisions


def _databases(places: Places, addresses: Mapping[str, str]) -> dict[str, Database]:
    files: dict[str, Database] = {name: SqliteDatabase(file) for name, file in places.databases.items()}
    return {**files, **{name: PostgresDatabase(url) for name, url in addresses.items()}}


def _files(directory: Path) -> list[Path]:
    return sorted(file for file in directory.rglob("*") if file.is_file())


def _version() -> str:
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"])
