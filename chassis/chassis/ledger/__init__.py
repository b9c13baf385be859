"""What every service's database keeps beside its own tables: events that are to leave, and receipts of what was done.

A service's first migration creates these tables with `create_tables`.
"""

from chassis.ledger.tables import create_tables, drop_tables, metadata, outbox, receipts, relays

__all__ = ["create_tables", "drop_tables", "metadata", "outbox", "receipts", "relays"]
