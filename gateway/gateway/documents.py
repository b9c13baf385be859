"""The published OpenAPI document: the union of what services declared, the gateway's own operations, and problems."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Any

import structlog

from gateway.composed_documents import describe
from gateway.compositions import Composition
from gateway.contracts import Contract
from gateway.operations import VERBS

log = structlog.get_logger(__name__)

Json = dict[str, Any]

INTERNAL = ("x-service", "x-method", "x-refs", "x-stream", "x-timeout", "x-max-body", "x-etag", "x-upload")
ABOUT = (
    "Learning together: the public interface. Paths end in a slash and work without it. Lists are paged by "
    "`limit` and `cursor`, with `Link` and `X-Total-Count`. Errors are RFC 9457 problems. A field that another "
    "service fills in is null while that service is away, and `X-Degraded` names it."
)
PROBLEMS = {
    400: "The input is not valid; `errors` says which field and why.",
    401: "No token, or one that is unknown, revoked or expired.",
    403: "Not allowed.",
    404: "Not there, or not visible to you.",
    409: "It clashes with what exists.",
    412: "Somebody changed it since you read it.",
    413: "Too large.",
    415: "A media type that is not taken here.",
    429: "Too many requests; `Retry-After` says when to try again.",
    503: "A part of the system is away; `Retry-After` says when to try again.",
    504: "No answer in time.",
}
PROBLEM: Json = {
    "type": "object",
    "title": "Problem",
    "description": "What went wrong (RFC 9457).",
    "required": ["type", "title", "status", "detail", "code", "request_id"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "One sentence that says what to do."},
        "code": {"type": "string", "description": "Stable and dotted, for programs."},
        "request_id": {"type": "string"},
        "errors": {
            "type": "object",
            "description": "Messages by field.",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
    },
}
CONTENT: Json = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
WAIT: Json = {"Retry-After": {"description": "Seconds.", "schema": {"type": "integer"}}}


def merge(
    contracts: Iterable[Contract], own: Json, version: str, server: str, compositions: Iterable[Composition] = ()
) -> Json:
    """One valid OpenAPI 3.1 document. `own` is the gateway's own one; `compositions` is what it puts together."""
    document: Json = {
        "openapi": "3.1.0",
        "info": {"title": "Lectern", "version": version, "description": ABOUT},
        "servers": [{"url": server}],
        "security": [{"token": []}],
        "tags": list(own.get("tags", [])),
        "paths": copy.deepcopy(own.get("paths", {})),
        "components": _components(own),
    }
    for contract in contracts:
        _add(document, contract)
    for composition in compositions:
        describe(document, composition)
    for path, item in document["paths"].items():
        for verb in VERBS:
            if verb in item:
                _complete(path, verb, item[verb])
    return document


def _components(own: Json) -> Json:
    token = {
        "type": "apiKey",
        "in": "header",
        "name": "Authorization",
        "description": "`Token <key>`, with the key that signing in answers.",
    }
    return {
        "schemas": {**copy.deepcopy(own.get("components", {}).get("schemas", {})), "Problem": PROBLEM},
        "responses": {f"Problem{status}": _problem(status, about) for status, about in PROBLEMS.items()},
        "securitySchemes": {"token": token},
    }


def _problem(status: int, about: str) -> Json:
    response: Json = {"description": about, "content": CONTENT}
    if status in (429, 503):
        response["headers"] = WAIT
    if status == 401:
        response["headers"] = {"WWW-Authenticate": {"schema": {"type": "string"}}}
    return response


def _add(document: Json, contract: Contract) -> None:
    """Put one service's part in; where two clash the first one stays."""
    fragment = contract.openapi
    document["tags"] += fragment.tags
    for kind, members in fragment.components.items():
        known = document["components"].setdefault(kind, {})
        for name, member in members.items():
            if known.setdefault(name, member) != member:
                log.error("component_clash", service=contract.service, kind=kind, name=name)
    for path, item in fragment.paths.items():
        known = document["paths"].setdefault(path, {})
        for key, value in item.items():
            known.setdefault(key, _public(value) if key in VERBS else value)


def _public(operation: Json) -> Json:
    """A copy without what is between the gateway and the services."""
    return {key: copy.deepcopy(value) for key, value in operation.items() if key not in INTERNAL}


def _complete(path: str, verb: str, operation: Json) -> None:
    """Say which problems may come, in answers that do not say it themselves."""
    responses = operation.setdefault("responses", {})
    for status in sorted(_possible(path, verb, operation)):
        responses.setdefault(str(status), {"$ref": f"#/components/responses/Problem{status}"})
    for status, response in responses.items():
        if status.isdigit() and int(status) >= 400 and "$ref" not in response:
            response.setdefault("content", CONTENT)
    operation["responses"] = dict(sorted(responses.items()))


def _possible(path: str, verb: str, operation: Json) -> set[int]:
    if operation.get("x-own"):
        operation.pop("x-own")
        return set()
    possible = {429, 503, 504}
    if operation.get("security", True):
        possible |= {401, 403}
    if "{" in path:
        possible.add(404)
    if operation.get("requestBody"):  # which may name what is not there, as a course
        possible |= {400, 404, 413, 415}
    if operation.get("parameters"):
        possible.add(400)
    if verb == "post":
        possible.add(409)
    if verb in ("put", "patch"):
        possible.add(412)
    return possible
