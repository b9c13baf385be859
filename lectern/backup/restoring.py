"""Putting a backup in the place of what is there, which is set aside and not deleted."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from lectern import leftovers, lock
from lectern.backup.errors import BackupError
from lectern.backup.manifest import Manifest, digest, verify
from lectern.backup.places import Places
from lectern.backup.taking import DATABASES, FILES, SECRET_KEY
from lectern.layout import services

RESTORING = "restoring"
# What the broker held belongs to the time after the backup. What it held at the backup is sent again by the outboxes.
OUTDATED = ("rabbitmq",)


def restore(archive: Path, places: Places) -> Path | None:
    """Restore; returns where what was there before lies now. Raises BackupError, and then has changed nothing."""
    try:
        held = lock.hold(places.var)
    except lock.AlreadyRunning:
        raise BackupError(f"Lectern runs in {places.var.parent}: please stop it first (make stop).") from None
    with held:
        leftovers.end(places.var.parent)
        manifest = verify(archive)
        _require_known(manifest, places)
        staged = places.var / RESTORING
        try:
            _stage(archive, manifest, staged)
            return _exchange(staged, places)
        except OSError as error:
            raise BackupError(f"The backup could not be restored ({error}).") from error
        finally:
            shutil.rmtree(staged, ignore_errors=True)


def _require_known(manifest: Manifest, places: Places) -> None:
    folders = {service.name: service.folder / service.name / "migrations" / "versions" for service in services()}
    for name, revision in manifest.revisions.items():
        if name not in places.databases or not list(folders[name].glob(f"{revision}_*.py")):
            raise BackupError(
                f"The backup has {name} at a version ({revision}) newer than this code: please update it."
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
    for database in (staged / DATABASES).iterdir():
        _send_again(database)


def _send_again(database: Path) -> None:
    """Have the outbox send what it still has: only the broker knew what had not arrived. Receipts make it harmless."""
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE outbox SET sent_at = NULL")
        connection.execute("DELETE FROM relays WHERE id = 1")


def _exchange(staged: Path, places: Places) -> Path | None:
    aside = places.var / "replaced" / datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%S-%fZ")
    for name, database in places.databases.items():
        for part in ("-wal", "-shm", ""):
            _move(database.with_name(database.name + part), aside / DATABASES)
        _put(staged / DATABASES / f"{name}.sqlite3", database)
    _move(places.storage, aside)
    _put(staged / FILES, places.storage)
    if (staged / SECRET_KEY).exists():
        _move(places.secret_key, aside)
        _put(staged / SECRET_KEY, places.secret_key)
        places.secret_key.chmod(0o600)
    for name in OUTDATED:
        _move(places.var / name, aside)
    return aside if aside.exists() else None


def _move(source: Path, into: Path) -> None:
    if source.exists():
        into.mkdir(parents=True, exist_ok=True)
        shutil.move(source, into / source.name)


def _put(source: Path, target: Path) -> None:
    if source.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(source, target)
