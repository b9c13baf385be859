"""One database per service: a file of SQLite by default, PostgreSQL by URL."""

from chassis.columns import BigId, UtcDateTime
from chassis.database.engine import make_engine
from chassis.database.provider import Database
from chassis.database.store import Receipt, Replayed, Store

__all__ = ["BigId", "Database", "Receipt", "Replayed", "Store", "UtcDateTime", "make_engine"]
