"""The images' health check: it passes when the process beside it says that it can serve, and only then."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from chassis import probe


class Beside(BaseHTTPRequestHandler):
    """A process that says of itself what its server's `status` is."""

    def do_GET(self) -> None:
        self.send_response(getattr(self.server, "status", 500) if self.path == "/readyz" else 404)
        self.end_headers()
        self.wfile.write(b'{"consumers": "so so"}')

    def log_message(self, *_: object) -> None:
        """Quietly."""


@pytest.fixture
def beside(monkeypatch: pytest.MonkeyPatch) -> Iterator[HTTPServer]:
    with HTTPServer(("127.0.0.1", 0), Beside) as server:
        monkeypatch.setenv("HEALTH_PORT", str(server.server_port))
        serving = threading.Thread(target=server.serve_forever, args=(0.05,))
        serving.start()
        yield server
        server.shutdown()
        serving.join()


@pytest.mark.parametrize(("status", "code"), [(200, 0), (503, 1)])
def test_it_asks_whether_the_process_can_serve(
    beside: HTTPServer, capsys: pytest.CaptureFixture[str], status: int, code: int
) -> None:
    beside.status = status  # type: ignore[attr-defined]
    with pytest.raises(SystemExit) as left:
        probe.main()
    assert left.value.code == code
    assert "so so" in capsys.readouterr().out


def test_it_fails_when_nobody_answers(beside: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    port = beside.server_port
    beside.shutdown()
    beside.server_close()
    monkeypatch.delenv("HEALTH_PORT")
    monkeypatch.setenv("PORT", str(port))
    with pytest.raises(SystemExit) as left:
        probe.main()
    assert str(left.value.code).startswith(f"no answer on port {port}")
