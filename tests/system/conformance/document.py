"""The published document as schemathesis reads it, and what of an answer is held against it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import requests
import schemathesis
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.core.result import Ok

from lectern.testing.people import client

Operation = schemathesis.APIOperation[Any, Any, Any, Any]
# What an answer itself can break; the other checks are about how it was asked for.
OF_ANSWERS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)
# What fits the schema may still be refused, by rules that no schema tells: a course that is somebody else's, a time
# that is past, a token that nobody made.
UNTOLD = "positive_data_acceptance"


def operations(url: str) -> list[Operation]:
    """Every published operation."""
    with client(url) as anonymous:
        document = anonymous.get("/api/schema/").raise_for_status().json()
    schema = schemathesis.openapi.from_dict(document)
    schema.config.update(base_url=url)
    found: list[Operation] = []
    for result in schema.get_all_operations():
        assert isinstance(result, Ok), result
        found.append(result.ok())
    return found


def is_stream(operation: Operation) -> bool:
    """Whether its answer goes on until somebody hangs up."""
    answers = operation.definition.raw.get("responses", {}).values()
    return any("text/event-stream" in answer.get("content", {}) for answer in answers)


def checks(names: Sequence[str]) -> list[schemathesis.CheckFunction]:
    """Checks by their names."""
    load_all_checks()
    return cast("list[schemathesis.CheckFunction]", CHECKS.get_by_names(list(names)))


def session(token: str) -> requests.Session:
    """How somebody sends what schemathesis invents, which speaks by `requests`; nothing goes by a proxy."""
    opened = requests.Session()
    opened.trust_env = False
    opened.headers["Authorization"] = token
    return opened
