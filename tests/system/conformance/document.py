"""The published document as schemathesis reads it, and what of an answer is held against it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, cast

import requests
import schemathesis
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.core.result import Ok

from lectern.layout import ROOT
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
# that is past, a token that nobody made. And what does not fit may be taken, for a parameter that nobody has heard of
# is left alone, as the web has it; that bad bodies and parameters are refused, tests/system/test_bad_input.py says.
UNTOLD = ("positive_data_acceptance", "negative_data_rejection")


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


def streams() -> set[str]:
    """The operations whose answer goes on until somebody hangs up, by method and path, as the contracts tell."""
    contracts = [json.loads(file.read_text()) for file in sorted((ROOT / "services").glob("*/contract.json"))]
    return {
        f"{verb.upper()} {path}"
        for contract in contracts
        for path, item in contract["openapi"]["paths"].items()
        for verb, declared in item.items()
        if "x-stream" in declared
    }


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
