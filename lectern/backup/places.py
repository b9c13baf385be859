"""Where the system of a directory keeps what has to outlast it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import make_url

from chassis.storage.location import directory_of
from lectern.backup.errors import BackupError
from lectern.layout import services


@dataclass(frozen=True)
class Places:
    """The files of the databases by service, the directory of files, and the secret key's file if we made the key."""

    var: Path
    databases: Mapping[str, Path]
    storage: Path
    secret_key: Path

    @classmethod
    def of(cls, directory: Path, settings: Mapping[str, str]) -> Places:
        """As the settings, seen from the directory, say. Raises BackupError for what is kept on other servers."""
        directory = directory.resolve()
        if (directory / "var" / "postgres" / "data").exists() and settings.get("DB") != "sqlite":
            raise BackupError("The databases are in PostgreSQL (var/postgres): please back them up with pg_dump.")
        databases = {service.name: directory / _file(service.name, settings) for service in services()}
        storage = directory_of(settings.get("STORAGE_URL") or "file:var/storage")
        if storage is None:
            raise BackupError("The files are in a bucket (STORAGE_URL): please back it up where it is.")
        var = directory / "var"
        return cls(var, databases, directory / storage, var / "secret_key")


def _file(service: str, settings: Mapping[str, str]) -> str:
    name = f"{service.upper()}_DATABASE_URL"
    url = make_url(settings.get(name) or f"sqlite:///var/{service}.sqlite3")
    if url.get_backend_name() != "sqlite" or not url.database:
        raise BackupError(f"{name} is no file of SQLite: please back that server up with its own tools, as pg_dump.")
    return url.database
