"""A private PostgreSQL on a port of its own, with a database for each service. `DB=postgres` asks for it.

It refuses to run as root. A launcher that is root runs it as somebody else, who may go through folders as root may
(CAP_DAC_OVERRIDE), for the way to `var/` may be closed to others.
"""

import os
import pwd
import secrets
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from lectern.ports import PortBook
from lectern.programs import Program

PLACES = "/usr/lib/postgresql"
USER, FIRST = "lectern", "postgres"
OTHERS = ("postgres", "nobody")
GROUP, PRIORITY = "servers", 10

# Every process of a service may hold a connection for each of its workers.
CONFIGURATION = """\
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = ''
max_connections = 300
shared_buffers = 64MB
log_min_messages = warning
timezone = 'UTC'
fsync = {fsync}
"""


class PostgresFailed(Exception):
    """The server's files could not be made; the message has the last lines of its output."""


class Postgres:
    """The server's files under `directory`, the program that runs it, and its databases.

    One that is not `durable` may lose everything with the machine's power: for tests.
    """

    def __init__(self, directory: Path, ports: PortBook, durable: bool = True) -> None:
        self._directory = directory
        self._durable = durable
        self.port = ports.port("postgres")

    def url(self, database: str = FIRST) -> str:
        """The address of a database, with the password."""
        return f"postgresql://{USER}:{self._password()}@127.0.0.1:{self.port}/{database}"

    def programs(self) -> list[Program]:
        """The server."""
        command = [*as_somebody(), str(executable("postgres")), "-D", str(self._data)]
        return [Program("postgres", command, GROUP, PRIORITY, stop_seconds=30)]

    def prepare(self) -> None:
        """Make the server's files, once, and write its configuration. Raises PostgresFailed."""
        if not (self._data / "PG_VERSION").exists():
            self._initialize()
        fsync = "on" if self._durable else "off"
        (self._data / "postgresql.auto.conf").write_text(CONFIGURATION.format(port=self.port, fsync=fsync))

    def answers(self) -> bool:
        """Whether it takes connections: while it makes good what an end left behind it listens, but takes none."""
        # What only set-up reads this file for works before psycopg is installed.
        import psycopg

        try:
            psycopg.connect(self.url()).close()
        except psycopg.OperationalError:
            return False
        return True

    def make_databases(self, names: Sequence[str]) -> None:
        """Make those databases that are not there; the server has to run."""
        import psycopg
        from psycopg import sql

        with psycopg.connect(self.url(), autocommit=True) as connection:
            there = {row[0] for row in connection.execute("SELECT datname FROM pg_database")}
            for name in sorted({*names} - there):
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))

    @property
    def _data(self) -> Path:
        return self._directory / "data"

    def _initialize(self) -> None:
        self._password()
        password = self._directory / "password"
        shutil.rmtree(self._data, ignore_errors=True)
        self._data.mkdir(mode=0o700)
        words = [str(executable("initdb")), "-D", str(self._data), "-U", USER, "-A", "scram-sha-256"]
        words += [f"--pwfile={password}", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
        somebody = _somebody()
        if somebody:
            for path in (self._directory, self._data, password):
                os.chown(path, somebody.pw_uid, somebody.pw_gid)
        done = subprocess.run(
            [*as_somebody(), *words], cwd="/", stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        if done.returncode:
            shutil.rmtree(self._data, ignore_errors=True)
            last = "\n".join((done.stdout + done.stderr).splitlines()[-8:])
            raise PostgresFailed(f"PostgreSQL could not make its files:\n{last}")

    def _password(self) -> str:
        """The password, made with the server's files: it counts only when those are made."""
        self._directory.mkdir(parents=True, exist_ok=True)
        file = self._directory / "password"
        if not file.exists():
            file.touch(mode=0o600)
            file.write_text(secrets.token_urlsafe(24))
        return file.read_text()


def is_installed() -> bool:
    """Whether this machine has a PostgreSQL server."""
    return executable("postgres").exists()


def executable(name: str) -> Path:
    """A program of the newest PostgreSQL, where Debian puts it or on the PATH."""
    found = sorted(Path(PLACES).glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    return found[-1] if found else Path(shutil.which(name) or f"{PLACES}/bin/{name}")


def _somebody() -> pwd.struct_passwd | None:
    """Who is to run the server; None for ourselves."""
    if os.geteuid() != 0:
        return None
    known = {user.pw_name: user for user in pwd.getpwall()}
    return next(known[name] for name in OTHERS if name in known)


def as_somebody() -> list[str]:
    """The beginning of a command line that PostgreSQL runs under; empty where that may be ourselves."""
    somebody = _somebody()
    if somebody is None:
        return []
    who = [f"--reuid={somebody.pw_uid}", f"--regid={somebody.pw_gid}", "--clear-groups"]
    may = ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"]
    return [shutil.which("setpriv") or "setpriv", *who, *may, "--"]
