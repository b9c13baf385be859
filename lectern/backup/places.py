"""Where the system of a directory keeps what has to outlast it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.engine import make_url

from chassis.storage.location import connect, directory_of
from lectern import lock
from lectern.backup.errors import BackupError
from lectern.backup.files import Bucket, Directory, Files
from lectern.backup.sqlite import SUFFIX
from lectern.layout import services
from lectern.servers.alone import postgres_alone


@dataclass(frozen=True)
class Places:
    """The files of the databases by service, the directory of files, and the secret key's file if we made the key.

    `addresses` are those of databases in PostgreSQL by service; `private` are the services whose database is in the
    PostgreSQL under `var/postgres`, which has an address only while it runs. With a `bucket` the directory of files
    is not used.
    """

    var: Path
    databases: Mapping[str, Path]
    storage: Path
    secret_key: Path
    addresses: Mapping[str, str] = field(default_factory=dict)
    private: tuple[str, ...] = ()
    bucket: Bucket | None = None

    @classmethod
    def of(cls, directory: Path, settings: Mapping[str, str]) -> Places:
        """As the settings, seen from the directory, say."""
        directory = directory.resolve()
        var = directory / "var"
        named = {service.name: settings.get(f"{service.name.upper()}_DATABASE_URL", "") for service in services()}
        private = tuple(name for name, url in named.items() if not url) if _has_private_server(var, settings) else ()
        urls = {name: url or f"sqlite:///var/{name}.sqlite3" for name, url in named.items() if name not in private}
        files = {name: directory / file for name, url in urls.items() if (file := _file(url))}
        storage_url = settings.get("STORAGE_URL") or "file:var/storage"
        storage = directory_of(storage_url)
        bucket = Bucket(connect(storage_url, settings.get("S3_ENDPOINT_URL", ""))) if storage is None else None
        addresses = {name: url for name, url in urls.items() if name not in files}
        return cls(var, files, directory / (storage or "var/storage"), var / "secret_key", addresses, private, bucket)

    @property
    def files(self) -> Files:
        """Where files are kept."""
        return self.bucket or Directory(self.storage)

    @property
    def names(self) -> set[str]:
        """The services that have a database."""
        return {*self.databases, *self.addresses, *self.private}

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keep the system from being started meanwhile. Raises BackupError if it runs."""
        try:
            held = lock.hold(self.var)
        except lock.AlreadyRunning:
            raise BackupError(f"Lectern runs in {self.var.parent}: please stop it first (make stop).") from None
        with held:
            yield

    @contextmanager
    def reached(self) -> Iterator[dict[str, str]]:
        """All addresses of databases in PostgreSQL; the private server runs meanwhile, so the system must not."""
        if not self.private:
            yield dict(self.addresses)
            return
        with postgres_alone(self.var / "postgres", self.var) as server:
            server.make_databases(list(self.private))
            yield {**self.addresses, **{name: server.url(name) for name in self.private}}


def _has_private_server(var: Path, settings: Mapping[str, str]) -> bool:
    if (var / "postgres" / "data").exists():
        return settings.get("DB") != "sqlite"
    return settings.get("DB") == "postgres" and not list(var.glob(f"*{SUFFIX}"))


def _file(url: str) -> str:
    parsed = make_url(url)
    return (parsed.database or "") if parsed.get_backend_name() == "sqlite" else ""
