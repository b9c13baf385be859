"""Putting a backup in the place of what is there, which is set aside and not deleted."""

import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from obstore.exceptions import BaseError

from lectern import leftovers
from lectern.backup import postgres, sqlite
from lectern.backup.errors import BackupError
from lectern.backup.files import move
from lectern.backup.manifest import Manifest, digest, verify
from lectern.backup.places import Places
from lectern.backup.taking import DATABASES, FILES, SECRET_KEY
from lectern.layout import services

RESTORING = "restoring"
# What the broker held belongs to the time after the backup. What it held at the backup is sent again by the outboxes.
OUTDATED = ("rabbitmq",)
# Only the broker knew what had not arrived. Receipts make a second delivery harmless.
SEND_AGAIN = ("UPDATE outbox SET sent_at = NULL", "DELETE FROM relays WHERE id = 1")


def restore(archive: Path, places: Places) -> Path | None:
    """Restore; returns where the files that were there before lie now. Raises BackupError, and has changed nothing."""
    with places.held():
        leftovers.end(places.var.parent)
        manifest = verify(archive)
        _require_known(manifest, places)
        staged = places.var / RESTORING
        moment = datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%S-%fZ")
        try:
            _stage(archive, manifest, staged)
            with places.reached() as addresses, _filled(staged, addresses, f"replaced_{moment}"):
                return _exchange(staged, places, places.var / "replaced" / moment)
        except (OSError, sqlite3.Error, BaseError) as error:
            raise BackupError(f"The backup could not be restored ({error}).") from error
        finally:
            shutil.rmtree(staged, ignore_errors=True)


def _require_known(manifest: Manifest, places: Places) -> None:
    folders = {service.name: service.folder / service.name / "migrations" / "versions" for service in services()}
    for name, revision in manifest.revisions.items():
        if name not in places.names or not list(folders[name].glob(f"{revision}_*.py")):
            raise BackupError(
                f"The backup has {name} at a version ({revision}) newer than this code: please update it."
            )
        kind = sqlite.SUFFIX if name in places.databases else postgres.SUFFIX
        if f"{DATABASES}/{name}{kind}" not in manifest.files:
            raise BackupError(
                f"The backup has {name} in another kind of database than this system: please set DB, or"
                f" {name.upper()}_DATABASE_URL, as it was when the backup was made."
            )


def _stage(archive: Path, manifest: Manifest, staged: Path) -> None:
    """Copy the archive to beside its place, and look at every copy once more."""
    shutil.rmtree(staged, ignore_errors=True)
    for name, expected in manifest.files.items():
        copy = staged / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(archive / name, copy)
        if digest(copy) != expected:
            raise BackupError(f"{name} could not be copied as it is: is the disk sound?")
    for database in (staged / DATABASES).glob(f"*{sqlite.SUFFIX}"):
        sqlite.change(database, SEND_AGAIN)


@contextmanager
def _filled(staged: Path, addresses: Mapping[str, str], aside: str) -> Iterator[None]:
    """The databases in PostgreSQL have what was staged; what they had before, if one of them or what follows fails."""
    for url in addresses.values():
        postgres.require_unused(url)
    done: list[str] = []
    try:
        for name, url in addresses.items():
            postgres.put_back(staged / DATABASES / f"{name}{postgres.SUFFIX}", url, aside, SEND_AGAIN)
            done.append(url)
        yield
    except (OSError, sqlite3.Error, BaseError, BackupError):
        for url in done:
            postgres.take_back(url, aside)
        raise


def _exchange(staged: Path, places: Places, aside: Path) -> Path | None:
    places.files.put_back(staged / FILES, aside)
    for name, database in places.databases.items():
        sqlite.put_back(staged / DATABASES / f"{name}{sqlite.SUFFIX}", database, aside / DATABASES)
    if (staged / SECRET_KEY).exists():
        move(places.secret_key, aside / SECRET_KEY)
        move(staged / SECRET_KEY, places.secret_key)
        places.secret_key.chmod(0o600)
    for name in OUTDATED:
        move(places.var / name, aside / name)
    return aside if aside.exists() else None
