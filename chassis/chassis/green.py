"""Makes a process one of green threads: `import chassis.green`, before anything else is imported.

Names of hosts are looked up by the system's own resolver, in a real thread. Eventlet's would be green by itself, but
reads no more of the system's settings than two files, and takes 13 MB in every process.
"""

from __future__ import annotations

import os
import socket
from typing import Any

# One real thread a core for work that blocks: more would only take memory, and password hashing takes a lot.
os.environ.setdefault("EVENTLET_THREADPOOL_SIZE", str(os.cpu_count() or 1))
# psycopg would wait for PostgreSQL in C, and stop every green thread meanwhile; select(2) is patched below.
os.environ.setdefault("PSYCOPG_WAIT_FUNC", "wait_select")
os.environ["EVENTLET_NO_GREENDNS"] = "yes"

import eventlet  # reads the first and the last of these

# Imported before the patch, it keeps real locks: /metrics is answered from a real thread, between which and the hub
# green locks do not work.
import prometheus_client  # noqa: F401
from eventlet import tpool
from eventlet.green import socket as green

_system_getaddrinfo = socket.getaddrinfo


def getaddrinfo(host: Any, port: Any, family: int = 0, type: int = 0, proto: int = 0, flags: int = 0) -> list[Any]:
    """`socket.getaddrinfo`; only what has to be looked up waits in a real thread."""
    try:
        return _system_getaddrinfo(host, port, family, type, proto, flags | socket.AI_NUMERICHOST)
    except socket.gaierror:
        found: list[Any] = tpool.execute(_system_getaddrinfo, host, port, family, type, proto, flags)
        return found


green.getaddrinfo = getaddrinfo
eventlet.monkey_patch()
