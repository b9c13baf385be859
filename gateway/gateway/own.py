"""The operations that are the gateway's own: health, readiness, metrics, the document and its pages."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from ipaddress import ip_address
from typing import Any

from fastapi import FastAPI
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.requests import Request as HttpRequest

from gateway import __version__, problems
from gateway.answers import Answer, json_answer
from gateway.catalogue import Catalogue
from gateway.metrics import Metrics
from gateway.pages import Pages, Published
from gateway.problems import HttpError, no_such_path
from gateway.readiness import Readiness
from gateway.request import Request
from gateway.settings import GatewaySettings

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]

FORM = {
    "name": "format",
    "in": "query",
    "required": False,
    "schema": {"type": "string", "enum": ["json", "yaml"], "default": "json"},
}
JSON, TEXT = ["application/json"], ["text/plain"]
TAGS = [{"name": "gateway", "description": "The gateway itself."}]


class Own:
    """The FastAPI application for the gateway's own paths."""

    def __init__(
        self,
        settings: GatewaySettings,
        readiness: Readiness,
        metrics: Metrics,
        catalogue: Callable[[], Catalogue],
        lifespan: Lifespan,
    ) -> None:
        self._settings = settings
        self._readiness = readiness
        self._metrics = metrics
        self._pages = Pages()
        self.app = FastAPI(
            title="Lectern", openapi_url=None, docs_url=None, redoc_url=None, openapi_tags=TAGS, lifespan=lifespan
        )
        self._published = Published(catalogue, self.app.openapi, __version__, settings.public_url or "/")
        self._add("/healthz", self.healthz, _described("Whether this process lives", JSON))
        self._add("/readyz", self.readyz, _readiness_described())
        self._add("/metrics", self.show_metrics, _described("Counters for Prometheus", TEXT, {404: "Not for you."}))
        document = _described("This document", [*JSON, "application/yaml"], {400: "No such format."})
        self._add("/api/schema/", self.schema, {**document, "parameters": [FORM]})
        for path in self._pages.paths():
            self._add(path, self.page, None)
        self.app.add_exception_handler(HTTPException, _on_http_exception)
        self.app.add_exception_handler(HttpError, _on_http_error)
        self.app.add_exception_handler(Exception, _on_exception)

    def paths(self) -> dict[str, str]:
        """Every path in both slash forms, with its canonical form."""
        canonical = [getattr(route, "path", "") for route in self.app.routes]
        return {form: path for path in canonical for form in (path, path.rstrip("/"), path.rstrip("/") + "/") if form}

    async def healthz(self, request: HttpRequest) -> Response:
        """This process lives."""
        return _response(json_answer({"status": "alive"}))

    async def readyz(self, request: HttpRequest) -> Response:
        """The system can serve: the broker and every known service are up. It names each with its state."""
        report = await self._readiness.report()
        return _response(json_answer(report, 200 if report["ready"] else 503))

    async def show_metrics(self, request: HttpRequest) -> Response:
        """Not for the public: only this machine, and nobody who comes through a proxy, unless METRICS_PUBLIC is set."""
        ours = _ours(request)
        if not self._settings.metrics_public and not (_is_local(ours.address) and not ours.header(b"x-forwarded-for")):
            raise no_such_path()
        return _response(Answer(200, self._metrics.text(), "text/plain; version=0.0.4; charset=utf-8"))

    async def schema(self, request: HttpRequest) -> Response:
        """The OpenAPI 3.1 document of everything that can be asked for, as JSON or YAML."""
        return _response(await self._published.answer(_ours(request), request.query_params.get("format", "json")))

    async def page(self, request: HttpRequest) -> Response:
        """A page to read the document on, or a file of one."""
        return _response(self._pages.answer(_ours(request)))

    def _add(self, path: str, endpoint: Callable[..., Any], described: dict[str, Any] | None) -> None:
        self.app.add_api_route(
            path,
            endpoint,
            tags=["gateway"],
            openapi_extra=described,
            include_in_schema=described is not None,
            response_class=Response,  # which has no media type, as the description names those there are
        )


def _described(summary: str, media: list[str], problem: dict[int, str] | None = None) -> dict[str, Any]:
    """What the document says of one of our operations; `x-own` keeps the usual problems of services out of it."""
    responses: dict[str, Any] = {str(status): {"description": about} for status, about in (problem or {}).items()}
    responses["200"] = {"description": "Successful.", "content": {kind: {"schema": {}} for kind in media}}
    return {"summary": summary, "security": [], "x-own": True, "responses": responses}


def _readiness_described() -> dict[str, Any]:
    """The report is the same one, ready or not."""
    described = _described("Whether the system can serve", JSON)
    described["responses"]["503"] = {**described["responses"]["200"], "description": "Not yet, or not now."}
    return described


def _ours(request: HttpRequest) -> Request:
    ours: Request = request.scope["gateway.request"]
    return ours


def _response(answer: Answer) -> Response:
    response = Response(answer.body, answer.status)
    response.raw_headers = answer.raw_headers()
    return response


def _is_local(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


async def _on_http_exception(request: HttpRequest, error: Exception) -> Response:
    status = getattr(error, "status_code", 500)
    detail = "This address does not take that method." if status == 405 else "There is nothing at this address."
    code = "method_not_allowed" if status == 405 else "not_found"
    headers = getattr(error, "headers", None) or {}
    return _response(problems.from_http(HttpError(status, code, detail, dict(headers)), _ours(request).request_id))


async def _on_http_error(request: HttpRequest, error: Exception) -> Response:
    if not isinstance(error, HttpError):
        raise error
    return _response(problems.from_http(error, _ours(request).request_id))


async def _on_exception(request: HttpRequest, _error: Exception) -> Response:
    return _response(problems.internal(_ours(request).request_id))
