"""The published document and its pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import structlog
import yaml
from openapi_spec_validator import OpenAPIV31SpecValidator

from gateway.catalogue import build
from gateway.contracts import Contract
from gateway.documents import merge

SERVICES = Path(__file__).parents[2] / "services"

pytestmark = pytest.mark.anyio


async def test_the_merged_document_is_valid_openapi_3_1(world: Any) -> None:
    document = (await world.client.get("/api/schema/")).json()
    assert document["openapi"] == "3.1.0"
    assert list(OpenAPIV31SpecValidator(document).iter_errors()) == []
    assert document["info"]["title"] == "Lectern"
    assert document["components"]["securitySchemes"]["token"]["name"] == "Authorization"
    assert {"/healthz", "/api/schema/", "/api/books/", "/api/people/"} <= document["paths"].keys()


def test_the_document_of_the_services_there_are_is_valid() -> None:
    announced = [Contract.model_validate_json(path.read_bytes()) for path in SERVICES.glob("*/contract.json")]
    assert announced
    with structlog.testing.capture_logs() as logged:
        document = merge(announced, {}, "1", "/")
        catalogue = build({contract.service: contract for contract in announced})
    assert list(OpenAPIV31SpecValidator(document).iter_errors()) == []
    assert logged == []
    assert catalogue.authenticator


async def test_it_tells_what_may_go_wrong_and_nothing_of_the_inside(world: Any) -> None:
    document = (await world.client.get("/api/schema/")).json()
    post = document["paths"]["/api/books/"]["post"]
    assert {"400", "401", "403", "409", "413", "415", "429", "503"} <= post["responses"].keys()
    assert post["responses"]["401"] == {"$ref": "#/components/responses/Problem401"}
    assert not [name for name in post if name.startswith("x-")]
    public = document["paths"]["/api/books/best/"]["get"]
    assert public["security"] == []
    assert "401" not in public["responses"]
    assert set(document["paths"]["/healthz"]["get"]["responses"]) == {"200"}


async def test_yaml_says_the_same_as_json(world: Any) -> None:
    as_json = (await world.client.get("/api/schema/")).json()
    answer = await world.client.get("/api/schema?format=yaml")
    assert answer.headers["content-type"] == "application/yaml"
    assert yaml.safe_load(answer.text) == as_json
    assert (await world.client.get("/api/schema/?format=xml")).status_code == 400


async def test_no_file_of_the_pages_loads_a_picture_from_its_makers(world: Any) -> None:
    script = await world.client.get("/api/redoc/redoc.standalone.js")
    assert "cdn.redoc.ly" not in script.text


async def test_the_document_has_a_tag(world: Any) -> None:
    first = await world.client.get("/api/schema/")
    again = await world.client.get("/api/schema/", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("page", ["/api/docs/", "/api/docs", "/api/redoc/", "/api/redoc"])
async def test_the_pages_need_nothing_from_elsewhere(world: Any, page: str) -> None:
    answer = await world.client.get(page)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert "script-src 'self';" in answer.headers["content-security-policy"]
    assert "//" not in answer.text.replace("<!doctype", "")
    for line in answer.text.splitlines():
        for attribute in ('src="', 'stylesheet" href="'):
            if attribute in line:
                path = line.partition(attribute)[2].partition('"')[0]
                assert (await world.client.get(path)).status_code == 200, path
