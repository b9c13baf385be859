"""The contract a service announces: what its code says, as OpenAPI."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from chassis.call import Actor
from chassis.contract.document import build
from chassis.endpoint import authenticator, endpoint
from chassis.refs import references

from .desk import Bundle, Desk, Written
from .sample import SampleService

TEACHER = {"owner": "accounts.users", "fill": {"author_name": "display_name"}}


@pytest.fixture(scope="module")
def contract() -> dict[str, Any]:
    """The desk's contract."""
    return build(Desk)


def operation(contract: dict[str, Any], method: str, path: str) -> dict[str, Any]:
    found: dict[str, Any] = contract["openapi"]["paths"][path][method]
    return found


def test_it_is_valid_openapi(contract: dict[str, Any]) -> None:
    document = {"openapi": "3.1.0", "info": {"title": "x", "version": "1"}, **contract["openapi"]}
    assert list(OpenAPIV31SpecValidator(document).iter_errors()) == []


def test_every_reference_leads_somewhere(contract: dict[str, Any]) -> None:
    schemas = contract["openapi"]["components"]["schemas"]
    text = json.dumps(contract)
    wanted = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert wanted <= set(schemas)
    assert "#/$defs/" not in text


def test_it_says_who_answers(contract: dict[str, Any]) -> None:
    made = operation(contract, "post", "/api/notes/")
    assert (made["x-service"], made["x-method"], made["operationId"]) == ("desk", "write_note", "desk_write_note")
    assert made["summary"] == "Write a note"
    assert next(iter(made["responses"])) == "201"


def test_it_says_who_may_ask(contract: dict[str, Any]) -> None:
    assert operation(contract, "post", "/api/notes/")["security"] == [{"token": []}]
    assert operation(contract, "get", "/api/notes/{id}/")["security"] == []
    assert operation(contract, "delete", "/api/notes/{id}/")["x-roles"] == ["admin", "teacher"]


def test_a_single_resource_has_an_etag_and_a_list_has_none(contract: dict[str, Any]) -> None:
    assert operation(contract, "get", "/api/notes/{id}/")["x-etag"] is True
    assert "x-etag" not in operation(contract, "get", "/api/notes/")


def test_it_says_which_answers_may_be_used_again(contract: dict[str, Any]) -> None:
    assert operation(contract, "get", "/api/notes/")["x-cacheable"] is True
    assert "x-cacheable" not in operation(contract, "get", "/api/notes/{id}/")


def test_an_answer_made_of_more_than_the_data_may_not_be_used_again() -> None:
    def look(self: Any, address: str) -> None:
        """Look."""

    def watch(self: Any) -> None:
        """Watch."""

    with pytest.raises(TypeError):
        endpoint("GET", "/api/looks/", cacheable=True)(look)
    with pytest.raises(TypeError):
        endpoint("GET", "/api/looks/", cacheable=True, stream="looks")(watch)
    with pytest.raises(TypeError):
        endpoint("POST", "/api/looks/", cacheable=True)(watch)


def test_parameters_come_from_the_signature(contract: dict[str, Any]) -> None:
    found = {(one["in"], one["name"]) for one in operation(contract, "get", "/api/notes/")["parameters"]}
    assert found == {("query", "limit"), ("query", "cursor"), ("query", "search"), ("query", "colour")}
    (path,) = operation(contract, "get", "/api/notes/{id}/")["parameters"]
    assert (path["in"], path["name"], path["required"]) == ("path", "id", True)


def test_a_failing_status_is_described(contract: dict[str, Any]) -> None:
    responses = operation(contract, "get", "/api/notes/{id}/")["responses"]
    assert responses["404"]["description"] == "no such note"


def test_references_are_found_wherever_they_are() -> None:
    assert references(Written) == [{"path": ["author"], **TEACHER}]
    assert references(list[Written]) == [{"path": ["*", "author"], **TEACHER}]
    assert references(Bundle) == [
        {"path": ["first", "author"], **TEACHER},
        {"path": ["others", "*", "author"], **TEACHER},
    ]


def test_the_gateway_is_told_what_to_fill_in(contract: dict[str, Any]) -> None:
    assert operation(contract, "get", "/api/notes/")["x-refs"] == [{"path": ["*", "author"], **TEACHER}]


def test_what_is_filled_in_is_part_of_the_answer(contract: dict[str, Any]) -> None:
    schema = contract["openapi"]["components"]["schemas"]["Written"]
    assert schema["properties"]["author_name"]["type"] == ["string", "null"]


def test_also_in_a_model_that_only_appears_within_another() -> None:
    class OnlyWithin:
        """A service."""

        name = "within"

        @endpoint("GET", "/api/bundle/", returns=Bundle)
        def get_bundle(self, actor: Actor) -> Bundle:
            """Show several."""
            raise AssertionError("it is described, not called")

    schema = build(OnlyWithin)["openapi"]["components"]["schemas"]["Written"]
    assert "author_name" in schema["properties"]


def test_the_revision_tells_contracts_apart_and_nothing_else(contract: dict[str, Any]) -> None:
    assert build(Desk)["revision"] == contract["revision"]
    assert build(SampleService)["revision"] != contract["revision"]


def test_hooks_are_announced() -> None:
    class Guard:
        """A service."""

        name = "guard"

        @authenticator(invalidated_by=["guard.ended"])
        def check(self, token: str) -> None:
            """Check."""

    assert build(Guard)["authenticator"] == {"method": "check", "invalidated_by": ["guard.ended"]}
    assert build(SampleService)["resolvers"] == {
        "sample.things": {"method": "echo", "invalidated_by": "sample.thing_made"}
    }


def without_id(self: object) -> None:
    """Something."""


def with_stranger(self: object, id: int, stranger: int) -> None:
    """Something."""


def without_words(self: object, id: int) -> None:
    pass


@pytest.mark.parametrize("method", [without_id, with_stranger, without_words])
def test_a_declaration_that_contradicts_the_method_does_not_import(method: Callable[..., None]) -> None:
    with pytest.raises(TypeError):
        endpoint("GET", "/api/x/{id}/")(method)


def test_a_path_that_is_not_canonical_does_not_import() -> None:
    def get_it(self: object, id: int) -> None:
        """Something."""

    endpoint("GET", "/api/x/{id}/")(get_it)
    with pytest.raises(TypeError):
        endpoint("GET", "/api/x/{id}")(get_it)


def test_the_command_writes_what_it_then_finds_fresh(tmp_path: Path) -> None:
    kept = tmp_path / "contract.json"
    command = [sys.executable, "-W", "ignore", "-m", "chassis.contracts", "sample:SampleService"]
    here = Path(__file__).parent
    kept.write_bytes(subprocess.run(command, cwd=here, capture_output=True, check=True).stdout)
    assert json.loads(kept.read_text("utf-8")) == build(SampleService)
    check = [*command, "--check", str(kept)]
    assert subprocess.run(check, cwd=here, capture_output=True).returncode == 0
    kept.write_text("{}")
    stale = subprocess.run(check, cwd=here, capture_output=True, text=True)
    assert stale.returncode == 1
    assert "stale" in stale.stderr
