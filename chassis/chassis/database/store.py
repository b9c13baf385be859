"""Transactions, and the unit of work that makes a call happen once.

`with store.read()` and `with store.write()` are all a use case sees. Inside a unit (one call of an endpoint, one
delivery of an event) the transaction that the first `write()` begins stays open until the unit ends, so that the
effect, the events it emits and the receipt that says "this was done, and this was the answer" are committed
together. A unit that meets its own receipt has been done before: everything is rolled back and the first answer
is given again (`Replayed`).

Writers of one process take turns on a lock, so that they never meet the database's. Nothing that waits for anything but
the database (a call, Redis, a hash) belongs inside `write()`.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from sqlalchemy import Engine, bindparam, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from chassis.clock import now
from chassis.database.engine import writing
from chassis.errors import Conflict
from chassis.ledger.tables import receipts

_log = logging.getLogger(__name__)

_OLD_RECEIPT = select(receipts.c.fingerprint, receipts.c.answer).where(
    receipts.c.scope == bindparam("scope"), receipts.c.key == bindparam("key")
)
_NEW_RECEIPT = insert(receipts)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What identifies one doing: `scope` and `key` are unique together; `fingerprint` tells requests apart."""

    scope: str
    key: str
    fingerprint: str = ""
    suspicious: bool = True
    """Whether this may well have been done before, so that it is worth looking before the work."""
    always: bool = False
    """Whether to keep a receipt even when nothing was written."""
    answered: bool = True
    """Whether there is an answer to keep. Without one the receipt is the first thing that is written."""


class Replayed(Exception):
    """This was done before; `answer` is what was answered then."""

    def __init__(self, answer: str | None) -> None:
        super().__init__("done before")
        self.answer = answer


class Unit:
    """One piece of work that is done wholly and once, or not at all."""

    def __init__(self, store: Store, receipt: Receipt | None) -> None:
        self.store = store
        self.receipt = receipt
        self.session: Session | None = None
        self.afterwards: list[Callable[[], object]] = []
        self.instead: list[Callable[[], object]] = []
        self.emitted = False
        self.is_bookkeeping = False

    def begin(self) -> Session:
        """Begin the write transaction, or join the one that is open."""
        if self.session is None:
            self.store.turn.acquire()
            bind = self.store.bookkeeping if self.is_bookkeeping else self.store.writing
            self.session = Session(bind, expire_on_commit=False)
            try:
                self.session.connection()
                self._begin_receipt(self.session)
            except BaseException:
                self.end(commit=False)
                raise
        return self.session

    def finish(self, answer: str | None) -> None:
        """Keep the answer with the effect. Raises Replayed when somebody was quicker."""
        receipt = self.receipt
        if receipt is not None and receipt.answered and (self.session is not None or receipt.always):
            self._keep(self.begin(), receipt, answer)

    def end(self, commit: bool) -> None:
        """Close the transaction, if one was begun, and let the next writer in."""
        session, self.session = self.session, None
        if session is None:
            return
        self.emitted = bool(session.info.get("emitted"))
        try:
            session.commit() if commit else session.rollback()
        finally:
            session.close()
            self.store.turn.release()
        if commit and not self.is_bookkeeping:
            self.store.on_changed()

    def _begin_receipt(self, session: Session) -> None:
        if self.receipt is None:
            return
        if not self.receipt.answered:
            self._keep(session, self.receipt, None)
        elif self.receipt.suspicious:
            self.store.look(session, self.receipt)

    def _keep(self, session: Session, receipt: Receipt, answer: str | None) -> None:
        row = {
            "scope": receipt.scope,
            "key": receipt.key,
            "fingerprint": receipt.fingerprint,
            "answer": answer,
            "created_at": now(),
        }
        try:
            session.execute(_NEW_RECEIPT, row)
        except IntegrityError:
            session.rollback()
            self.store.look(session, receipt)
            raise


class Store:
    """A service's database as its use cases see it."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.writing, self.bookkeeping = writing(engine), writing(engine, forced=False)
        self.turn = threading.Semaphore(1)
        self.on_emitted: Callable[[], None] = lambda: None
        self.on_changed: Callable[[], None] = lambda: None
        self._unit: ContextVar[Unit | None] = ContextVar("unit", default=None)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session to read with; inside an open write transaction, that one."""
        unit = self._unit.get()
        if unit is not None and unit.session is not None:
            yield unit.session
            return
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def write(self, bookkeeping: bool = False) -> Iterator[Session]:
        """A session to write with. Committed when the unit ends, or here if there is none.

        `bookkeeping`, where there is none: what is written shows in no answer, so that kept ones stay good, and is done
        again if it is lost with the power, so that nobody waits for the disk.
        """
        unit = self._unit.get()
        if unit is None:
            with self.unit() as unit:
                unit.is_bookkeeping = bookkeeping
                with self.write() as session:
                    yield session
            return
        session = unit.begin()
        yield session
        session.flush()

    @contextmanager
    def unit(self, receipt: Receipt | None = None) -> Iterator[Unit]:
        """Do what is inside wholly and once."""
        unit = Unit(self, receipt)
        token = self._unit.set(unit)
        jobs = unit.instead
        try:
            if receipt is not None and receipt.suspicious:
                with self.read() as session:
                    self.look(session, receipt)
            yield unit
            unit.end(commit=True)
            jobs = unit.afterwards
        except BaseException:
            unit.end(commit=False)
            raise
        finally:
            self._unit.reset(token)
            for job in jobs:
                _run(job)
        if unit.emitted:
            self.on_emitted()

    def after_commit(self, job: Callable[[], object]) -> None:
        """Run `job` once the open unit has been committed; never if it is rolled back.

        What it raises is only logged: what was committed stays, and the caller is told so.
        """
        self._open_unit("after_commit").afterwards.append(job)

    def after_rollback(self, job: Callable[[], object]) -> None:
        """Run `job` once the open unit has been rolled back; never if it is committed. What it raises is only logged.

        It undoes what no rollback reaches. A process that dies does not run it.
        """
        self._open_unit("after_rollback").instead.append(job)

    def _open_unit(self, purpose: str) -> Unit:
        unit = self._unit.get()
        if unit is None:
            raise RuntimeError(f"{purpose} needs an open write()")
        return unit

    @staticmethod
    def look(session: Session, receipt: Receipt) -> None:
        """Raises Replayed if there is a receipt already, Conflict if it was for a different request."""
        found = session.execute(_OLD_RECEIPT, {"scope": receipt.scope, "key": receipt.key}).one_or_none()
        if found is None:
            return
        if found.fingerprint != receipt.fingerprint:
            raise Conflict("idempotency.key_reused", "This Idempotency-Key was used before, with a different request.")
        raise Replayed(found.answer)


def _run(job: Callable[[], object]) -> None:
    try:
        job()
    except Exception:
        _log.exception("what was to follow a transaction failed")
