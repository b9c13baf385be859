"""`/healthz`, `/readyz` and `/metrics` of a service, answered from a real thread so that a stuck hub cannot lie.

Alive: the hub of green threads has turned within the last five seconds.
Ready: not stopping, consumers established, the database answers, and events leave within thirty seconds.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import eventlet
import orjson
from eventlet import patcher
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import text

from chassis.database.store import Store
from chassis.ledger.relay import lag_seconds
from chassis.metrics import OUTBOX_LAG
from chassis.stopping import Stopping

HUB_SECONDS = 5.0
LAG_SECONDS = 30.0
PULSE_SECONDS = 1.0

_http: Any = patcher.original("http.server")
_threading: Any = patcher.original("threading")


class Pulse:
    """Looks after a container once a second from inside the hub, and remembers what it saw for the real thread."""

    def __init__(self, container: Any, stopping: Stopping) -> None:
        self._container = container
        self._stopping = stopping
        self._last = time.monotonic()
        self._checks: dict[str, str] = {"consumers": "starting"}
        eventlet.spawn_n(self._run)

    @property
    def alive(self) -> bool:
        """Whether the hub turns."""
        return time.monotonic() - self._last < HUB_SECONDS

    @property
    def checks(self) -> dict[str, str]:
        """What was seen last: check → `ok` or what is wrong."""
        return {**self._checks, **({} if not self._stopping.requested else {"process": "stopping"})}

    def _run(self) -> None:
        while True:
            self._last = time.monotonic()
            self._checks = {"consumers": self._consumers(), **self._database()}
            eventlet.sleep(PULSE_SECONDS)

    def _consumers(self) -> str:
        consumers = [ext for ext in self._container.extensions if hasattr(ext, "get_consumers")]
        return "ok" if all(consumer.ready for consumer in consumers) else "not consuming"

    def _database(self) -> dict[str, str]:
        stores = [ext.store for ext in self._container.dependencies if isinstance(getattr(ext, "store", None), Store)]
        if not stores:
            return {}
        try:
            with stores[0].read() as session:
                session.execute(text("SELECT 1"))
            lag = lag_seconds(stores[0])
        except Exception as error:
            return {"database": f"away: {type(error).__name__}"}
        OUTBOX_LAG.labels(self._container.service_name).set(lag)
        return {"database": "ok", "outbox": "ok" if lag < LAG_SECONDS else f"{lag:.0f} s behind"}


class HealthServer:
    """The HTTP server, in a real daemon thread."""

    def __init__(self, host: str, port: int, pulse: Pulse) -> None:
        routes: dict[str, Callable[[], tuple[int, str, bytes]]] = {
            "/healthz": lambda: _report(pulse.alive, {"hub": "ok" if pulse.alive else "stuck"}),
            "/readyz": lambda: _report(pulse.alive and _all_ok(pulse.checks), pulse.checks),
            "/metrics": lambda: (HTTPStatus.OK, CONTENT_TYPE_LATEST, generate_latest()),
        }

        class Handler(_http.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                status, content_type, body = routes.get(self.path, _missing)()
                self.send_response(status)
                self.send_header("Content-Type", content_type)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                """Health checks are not news."""

        self._server = _http.ThreadingHTTPServer((host, port), Handler)
        self._server.daemon_threads = True

    def start(self) -> None:
        """Serve until the process ends."""
        _threading.Thread(target=self._server.serve_forever, daemon=True).start()


def _all_ok(checks: dict[str, str]) -> bool:
    return all(state == "ok" for state in checks.values())


def _report(good: bool, checks: dict[str, str]) -> tuple[int, str, bytes]:
    status = HTTPStatus.OK if good else HTTPStatus.SERVICE_UNAVAILABLE
    return status, "application/json", orjson.dumps({"ok": good, "checks": checks})


def _missing() -> tuple[int, str, bytes]:
    return HTTPStatus.NOT_FOUND, "application/json", b"{}"
