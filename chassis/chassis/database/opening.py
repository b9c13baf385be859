"""Opening a service's database from a command line, beside the processes that serve it.

Such a command changes what gateways may still be answering with (ADR 14), so it has to tell them as a service does.
Where no REDIS_URL is set, as for a system that is stopped, there is no gateway to tell.
"""

from __future__ import annotations

import os

from chassis.database.engine import make_engine
from chassis.database.location import database_url
from chassis.database.store import Store
from chassis.revision import Revision


def open_store(service: str) -> Store:
    """The service's database; what is changed through it counts at every gateway at once."""
    store = Store(make_engine(database_url(service)))
    redis_url = os.environ.get("REDIS_URL")
    if redis_url:
        store.on_changed = Revision(redis_url, service).renew
    return store
