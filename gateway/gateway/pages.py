"""The OpenAPI document and two ways to read it, Swagger UI and ReDoc, from files that come with the gateway."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import orjson
import yaml

from gateway.answers import Answer
from gateway.assets import REVALIDATE, Asset, load, make
from gateway.catalogue import Catalogue
from gateway.documents import merge
from gateway.problems import HttpError
from gateway.request import Request

OURS = Path(__file__).with_name("static")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; worker-src blob:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
# ReDoc's footer would load this picture from its makers; an empty one stands in for it.
LOGO = (
    b"https://cdn.redoc.ly/redoc/logo-mini.svg",
    b"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E",
)
FILES = {
    "swagger-ui-bundle.js": "docs",
    "swagger-ui.css": "docs",
    "swagger.js": "docs",
    "redoc.standalone.js": "redoc",
    "redoc.js": "redoc",
}


class Published:
    """The merged document of a catalogue, made when it is first asked for."""

    def __init__(
        self, catalogue: Callable[[], Catalogue], own: Callable[[], dict[str, Any]], version: str, server: str
    ) -> None:
        self._catalogue = catalogue
        self._own = own
        self._version = version
        self._server = server
        self._of: Catalogue | None = None
        self._document: dict[str, Any] = {}
        self._assets: dict[str, Asset] = {}

    async def answer(self, request: Request, form: str) -> Answer:
        """The document as `json` or `yaml`. Raises a 400 `HttpError`."""
        if form not in ("json", "yaml"):
            raise HttpError(400, "format_unknown", "The format is json or yaml.")
        catalogue = self._catalogue()
        if self._of is not catalogue:
            services = [catalogue.contracts[name] for name in sorted(catalogue.contracts)]
            self._document = merge(services, self._own(), self._version, self._server, catalogue.compositions)
            self._of, self._assets = catalogue, {}
        if form not in self._assets:
            self._assets[form] = await asyncio.to_thread(_encode, self._document, form)
        return self._assets[form].answer(request, REVALIDATE)


class Pages:
    """The pages and their files, by path."""

    def __init__(self) -> None:
        self._pages = {f"/api/{page}/": OURS / f"{page}.html" for page in ("docs", "redoc")}
        self._files = {f"/api/{page}/{name}": _find(name) for name, page in FILES.items()}

    def paths(self) -> list[str]:
        """Every path of a page or a file of one."""
        return [*self._pages, *self._files]

    def answer(self, request: Request) -> Answer:
        """The page or file at the request's path, which is one of `paths`."""
        file = self._files.get(request.path)
        if file is not None:
            return _loaded(file).answer(request, REVALIDATE)
        page = _loaded(self._pages[request.path])
        return page.answer(request, REVALIDATE, {"Content-Security-Policy": POLICY})


@cache
def _loaded(path: Path) -> Asset:
    """A file that ships with the program; some are large, so each is loaded when it is first asked for."""
    asset = load(path)
    return make(asset.body.replace(*LOGO), asset.media_type) if LOGO[0] in asset.body else asset


def _encode(document: dict[str, Any], form: str) -> Asset:
    if form == "json":
        return make(orjson.dumps(document), "application/json")
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    plain = orjson.loads(orjson.dumps(document))
    text = yaml.dump(plain, Dumper=dumper, sort_keys=False, allow_unicode=True)
    return make(text.encode(), "application/yaml")


def _find(name: str) -> Path:
    """A file of ours, or one that the `fastapi-offline` distribution ships."""
    ours = OURS / name
    if ours.is_file():
        return ours
    spec = find_spec("fastapi_offline")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(name)
    return Path(spec.submodule_search_locations[0], "static", name)
