"""Nobody can have a process of ours connect to an address of their choice: no operation takes one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from lectern.layout import ServicePackage, services

ADDRESS = re.compile(
    r"(^|_)(ur[il]|href|link|host(name)?|server|endpoint|webhook|callback|proxy|redirect|origin)s?(_|$)"
)
FORMATS = {"uri", "uri-reference", "iri", "iri-reference", "hostname", "idn-hostname", "ipv4", "ipv6"}


@pytest.mark.parametrize("service", services(), ids=lambda one: one.name)
def test_no_operation_takes_an_address_that_a_server_would_fetch(service: ServicePackage) -> None:
    contract = json.loads((service.folder / "contract.json").read_text())["openapi"]
    taken = list(fields(contract))
    assert taken, "it takes something"
    assert [name for name, form in taken if ADDRESS.search(name.lower()) or form in FORMATS] == []


@pytest.mark.parametrize("name", ["url", "photo_url", "webhook", "callback_uri", "server", "proxy_host"])
def test_a_field_for_an_address_would_be_noticed(name: str) -> None:
    assert ADDRESS.search(name)


def fields(contract: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Name and format of everything that operations take: in the path, the query, headers, and bodies of any depth."""
    schemas = contract["components"]["schemas"]
    for item in contract["paths"].values():
        for operation in item.values():
            for parameter in operation.get("parameters", ()):
                yield parameter["name"], parameter["schema"].get("format", "")
            for content in operation.get("requestBody", {}).get("content", {}).values():
                yield from _within(content["schema"], schemas, frozenset())


def _within(schema: Any, schemas: dict[str, Any], above: frozenset[str]) -> Iterator[tuple[str, str]]:
    if isinstance(schema, list):
        for one in schema:
            yield from _within(one, schemas, above)
    elif isinstance(schema, dict):
        name = str(schema.get("$ref", "")).rpartition("/")[2]
        if name and name not in above:
            yield from _within(schemas[name], schemas, above | {name})
        for field, of_it in schema.get("properties", {}).items():
            yield field, of_it.get("format", "")
            yield from _within(of_it, schemas, above)
        for key in ("anyOf", "oneOf", "allOf", "items", "additionalProperties"):
            yield from _within(schema.get(key), schemas, above)
