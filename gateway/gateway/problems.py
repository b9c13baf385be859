"""Every error that leaves the gateway, as RFC 9457 `application/problem+json`; the one place that knows statuses."""

from __future__ import annotations

import math
from http import HTTPStatus
from typing import Any

import orjson

from chassis.errors import (
    BadGateway,
    Conflict,
    DeadlineExceeded,
    Forbidden,
    InvalidInput,
    NotFound,
    PreconditionFailed,
    ServiceError,
    TooLarge,
    TooMany,
    Unauthenticated,
    Unavailable,
    UnsupportedMedia,
)
from gateway.answers import Answer

MEDIA_TYPE = "application/problem+json"

STATUS: dict[type[ServiceError], int] = {
    InvalidInput: 400,
    Unauthenticated: 401,
    Forbidden: 403,
    NotFound: 404,
    Conflict: 409,
    PreconditionFailed: 412,
    TooLarge: 413,
    UnsupportedMedia: 415,
    TooMany: 429,
    BadGateway: 502,
    Unavailable: 503,
    DeadlineExceeded: 504,
}

RETRY_AFTER = {TooMany: 30, Unavailable: 2}


class HttpError(Exception):
    """An error of HTTP itself, which no service can have: a wrong method, headers that are too large."""

    def __init__(self, status: int, code: str, detail: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.code = code
        self.detail = detail
        self.headers = headers or {}


def no_such_path() -> HttpError:
    """Nothing is at this address."""
    return HttpError(404, "not_found", "There is nothing at this address.")


def from_error(error: ServiceError, request_id: str) -> Answer:
    """The problem for an error that a service meant to tell."""
    status = STATUS.get(type(error), 500)
    if status == 500:
        return internal(request_id)
    headers: dict[str, str] = {}
    if status == 401:
        headers["WWW-Authenticate"] = "Token"
    if type(error) in RETRY_AFTER:
        headers["Retry-After"] = _seconds(error.details.get("retry_after"), RETRY_AFTER[type(error)])
    errors = error.details.get("errors")
    return _problem(
        status, error.code, error.message, request_id, headers, errors if isinstance(errors, dict) else None
    )


def from_http(error: HttpError, request_id: str) -> Answer:
    """The problem for an error of HTTP itself."""
    return _problem(error.status, error.code, error.detail, request_id, error.headers)


def internal(request_id: str) -> Answer:
    """Something broke that nobody foresaw. It says where to look, and nothing of what it was."""
    detail = "Something went wrong on our side. If it happens again, tell us the request id."
    return _problem(500, "internal", detail, request_id, {})


def _problem(
    status: int, code: str, detail: str, request_id: str, headers: dict[str, str], errors: dict[str, Any] | None = None
) -> Answer:
    content: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "code": code,
        "request_id": request_id,
    }
    if errors is not None:
        content["errors"] = errors
    return Answer(status, orjson.dumps(content), MEDIA_TYPE, {"Cache-Control": "no-store", **headers})


def _seconds(value: Any, usual: int) -> str:
    """Whole seconds, at least one. Nameko turns numbers inside errors into strings, so those are read too."""
    try:
        return str(max(1, math.ceil(float(value))))
    except (TypeError, ValueError, OverflowError):
        return str(usual)
