"""Serves the built web application: its files, and its page for every address that the browser routes itself."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path

import structlog

from gateway.answers import Answer
from gateway.assets import FOREVER, REVALIDATE, Asset, load_folder
from gateway.problems import HttpError, no_such_path
from gateway.request import Request

log = structlog.get_logger(__name__)

PAGE = "index.html"
HASHED = "assets/"
WORKER = ".mjs"
WORKER_POLICY = {"Content-Security-Policy": "default-src 'none'; script-src 'wasm-unsafe-eval'; frame-ancestors 'none'"}
"""A worker obeys the policy of its own file (HTML, 10.2.4): ours decode PDFs' pictures and voices by WebAssembly."""
NEVER_PAGES = ("/assets/", "/media/", "/ws/")


class Spa:
    """The built application in one folder. A new build is taken up when its page changes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._built: float | None = None
        self._files: dict[str, Asset] = {}
        self._scripts = ""
        self._refresh()

    def answer(self, request: Request) -> Answer:
        """The file or the page at the request's path. Raises a 404 or a 405 `HttpError`."""
        path = request.path
        if request.verb not in ("GET", "HEAD"):
            raise HttpError(405, "method_not_allowed", "This address can only be read.", {"Allow": "GET, HEAD"})
        self._refresh()
        name = path.removeprefix("/")
        asset = self._files.get(name)
        if asset is not None and name != PAGE:
            kept = FOREVER if name.startswith(HASHED) else REVALIDATE
            return asset.answer(request, kept, WORKER_POLICY if name.endswith(WORKER) else None)
        page = self._files.get(PAGE)
        if page is None or path.startswith(NEVER_PAGES) or ("." in path.rpartition("/")[2] and name != PAGE):
            raise no_such_path()
        return page.answer(request, REVALIDATE, {"Content-Security-Policy": self._policy(request.host())})

    def _policy(self, host: str) -> str:
        """Only what we serve may run. `'self'` covers sockets in new browsers only, so the host is named."""
        sockets = f" ws://{host} wss://{host}" if host else ""
        return (
            f"default-src 'self'; script-src 'self'{self._scripts}; style-src 'self' 'unsafe-inline'; "
            f"img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self' data:; "
            f"connect-src 'self'{sockets}; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; "
            "frame-ancestors 'none'; form-action 'self'"
        )

    def _refresh(self) -> None:
        """Load the folder if its page is another than the one loaded."""
        try:
            built = (self._folder / PAGE).stat().st_mtime
        except OSError:
            built = None
        if built == self._built:
            return
        self._built = built
        self._files = load_folder(self._folder) if built is not None else {}
        page = self._files.get(PAGE)
        self._scripts = "".join(f" 'sha256-{one}'" for one in _hashes(page.body.decode() if page else ""))
        log.info("spa_loaded", files=len(self._files))


class _InlineScripts(HTMLParser):
    """Collects the text of scripts that have no `src`."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A script without `src` begins."""
        self._inside = tag == "script" and not any(name == "src" for name, _ in attrs)

    def handle_endtag(self, tag: str) -> None:
        """It ends."""
        self._inside = False

    def handle_data(self, data: str) -> None:
        """Its text."""
        if self._inside:
            self.found.append(data)


def _hashes(page: str) -> Iterable[str]:
    """The hashes that allow a page's inline scripts (CSP 3, 6.7.3.3)."""
    parser = _InlineScripts()
    parser.feed(page)
    for script in parser.found:
        yield base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
