"""One database per service: a file of SQLite by default, PostgreSQL by URL."""

from typing import TYPE_CHECKING, Any

from chassis.columns import BigId, UtcDateTime
from chassis.database.engine import AWAY, make_engine
from chassis.database.store import Receipt, Replayed, Store

if TYPE_CHECKING:
    from chassis.database.provider import Database

__all__ = ["AWAY", "BigId", "Database", "Receipt", "Replayed", "Store", "UtcDateTime", "make_engine"]


def __getattr__(name: str) -> Any:
    """The Nameko dependency is imported when it is asked for: a process without Nameko may have a database too."""
    if name == "Database":
        from chassis.database.provider import Database

        return Database
    raise AttributeError(name)
