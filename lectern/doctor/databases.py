"""Each service's database: reached, whole, of the form that this code has, and with no event that stays behind."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, func, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from chassis.clock import now
from chassis.ledger.tables import outbox
from lectern.doctor.finding import Finding, Patient, bad, fine, worth_a_look
from lectern.layout import ServicePackage, services

LATE_SECONDS = 60
CONNECT_SECONDS = 5


def databases(patient: Patient) -> Iterator[Finding]:
    """The database of every service."""
    for service in services():
        about, url = f"database of {service.name}", database_of(patient, service.name)
        if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
            yield worth_a_look(about, f"there is no {url.database} yet", "`make run` or `make migrate` makes it.")
            continue
        engine = _engine(url)
        try:
            yield from _examine(about, service, engine)
        except SQLAlchemyError as error:
            said = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
            yield bad(about, said, _remedy(service.name, url))
        finally:
            engine.dispose()


def database_of(patient: Patient, service: str) -> URL:
    """Where a service's database is, as it is seen from the system's directory."""
    url = make_url(patient.setting(f"{service.upper()}_DATABASE_URL", f"sqlite:///var/{service}.sqlite3"))
    if url.get_backend_name() != "sqlite":
        return url.set(drivername="postgresql+psycopg")
    return url.set(database=str(patient.directory / (url.database or "")))


def _engine(url: URL) -> Engine:
    is_sqlite = url.get_backend_name() == "sqlite"
    return create_engine(url, connect_args={} if is_sqlite else {"connect_timeout": CONNECT_SECONDS})


def _examine(about: str, service: ServicePackage, engine: Engine) -> Iterator[Finding]:
    with closing(engine.connect()) as connection:
        damage = _damage(connection)
        if damage:
            yield bad(about, f"damaged: {damage}", "Stop the system and restore the last backup: make restore FROM=…")
            return
        scripts = ScriptDirectory(str(service.folder / service.name / "migrations"))
        head = scripts.get_current_head()
        there = MigrationContext.configure(connection).get_current_revision()
        if there != head:
            known = there is None or there in {one.revision for one in scripts.walk_revisions()}
            advice = "make migrate" if known else "It is of newer code: update this code, or restore an older backup."
            yield bad(about, f"is at {there or 'no revision'}, this code at {head}", advice)
            return
        oldest = connection.execute(select(func.min(outbox.c.created_at)).where(outbox.c.sent_at.is_(None))).scalar()
        late = (now() - oldest).total_seconds() if oldest else 0
        if late > LATE_SECONDS:
            advice = f"Look at RabbitMQ and at var/log/{service.name}.log; events leave once both are well."
            yield bad(about, f"events have waited for {late:.0f} s", advice)
        else:
            yield fine(about, f"{engine.dialect.name}, whole, at {head}")


def _damage(connection: Connection) -> str:
    if connection.dialect.name != "sqlite":
        connection.execute(text("SELECT 1"))
        return ""
    said = str(connection.execute(text("PRAGMA quick_check(1)")).scalar())
    return "" if said == "ok" else said.splitlines()[-1]


def _remedy(service: str, url: URL) -> str:
    if url.get_backend_name() == "sqlite":
        return "If the file is damaged, stop the system and restore the last backup: make restore FROM=…"
    return f"Is the server up, and does {service.upper()}_DATABASE_URL name it, its user and its password?"
