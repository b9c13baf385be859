"""Bodies that may hold a file: as a form through the gateway, and as JSON without one."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from openapi_spec_validator import validate
from pydantic import BaseModel, Field

from chassis.answering import answer
from chassis.call import Actor, Call, enter_call
from chassis.contract.document import build
from chassis.database import Store
from chassis.endpoint import endpoint
from chassis.errors import Conflict, InvalidInput
from chassis.storage import Upload
from chassis.testing.broker import request

from .conftest import ALICE, make, names


class Sheet(BaseModel):
    """Something with a file."""

    name: str
    pages: int = Field(ge=1)
    file: Upload | None = None


class Taken(BaseModel):
    """What was understood."""

    name: str
    pages: int
    filename: str | None


class Tray:
    """Takes sheets."""

    name = "tray"
    version = "0.1.0"

    def __init__(self, store: Store) -> None:
        self.db = store

    @endpoint("POST", "/api/sheets/", returns=Taken, upload="file", answers={201: "taken"})
    def take_sheet(self, actor: Actor, body: Sheet) -> Taken:
        """Take a sheet."""
        make(self.db, body.name)
        return Taken(name=body.name, pages=body.pages, filename=body.file.filename if body.file else None)


def sent_file(**changes: Any) -> dict[str, Any]:
    return {"key": f"incoming/{uuid.uuid4().hex}", "filename": "a.pdf", "size": 3, "sha256": "0" * 64, **changes}


def take(store: Store, body: dict[str, Any], form: bool = True, key: str | None = None) -> dict[str, Any]:
    enter_call(Call(uuid.uuid4().hex, "request", ALICE, idempotency_key=key))
    asked = request(body=json.dumps(body))
    asked["form"] = form
    reply = answer(Tray(store), Tray.take_sheet.operation, asked)  # type: ignore[attr-defined]
    found: dict[str, Any] = json.loads(reply["body"])
    return found


def test_the_text_of_a_form_becomes_what_the_field_needs(store: Store) -> None:
    taken = take(store, {"name": "one", "pages": "3", "file": sent_file()})
    assert taken == {"name": "one", "pages": 3, "filename": "a.pdf"}


def test_json_does_without_a_file_and_stays_strict(store: Store) -> None:
    assert take(store, {"name": "one", "pages": 3}, form=False)["filename"] is None
    with pytest.raises(InvalidInput):
        take(store, {"name": "two", "pages": "3"}, form=False)


def test_nobody_but_the_gateway_names_a_file(store: Store) -> None:
    with pytest.raises(InvalidInput) as refused:
        take(store, {"name": "one", "pages": 3, "file": sent_file()}, form=False)
    assert "file" in refused.value.details["errors"]
    assert names(store) == []


@pytest.mark.parametrize("key", ["materials/x/secret.pdf", "incoming/../x", "incoming/" + "g" * 32])
def test_only_what_has_just_arrived_is_a_file(store: Store, key: str) -> None:
    with pytest.raises(InvalidInput):
        take(store, {"name": "one", "pages": "3", "file": sent_file(key=key)})


def test_the_same_file_sent_again_under_the_same_key_is_the_same_request(store: Store) -> None:
    first = take(store, {"name": "one", "pages": "3", "file": sent_file()}, key="k")
    assert take(store, {"name": "one", "pages": "3", "file": sent_file()}, key="k") == first
    assert names(store) == ["one"]
    with pytest.raises(Conflict):
        take(store, {"name": "one", "pages": "3", "file": sent_file(sha256="1" * 64)}, key="k")


def test_the_contract_describes_both_forms() -> None:
    contract = build(Tray)
    validate({"openapi": "3.1.0", "info": {"title": "x", "version": "1"}, **contract["openapi"]})
    declared = contract["openapi"]["paths"]["/api/sheets/"]["post"]
    schemas = contract["openapi"]["components"]["schemas"]
    assert declared["x-upload"] == "file"
    assert set(declared["requestBody"]["content"]) == {"multipart/form-data", "application/json"}
    assert schemas["SheetForm"]["properties"]["file"] == {"type": "string", "format": "binary"}
    assert "file" not in schemas["Sheet"]["properties"]
    assert "Upload" not in schemas


def test_a_declaration_without_such_a_field_does_not_import() -> None:
    def take_it(self: object, body: Sheet) -> None:
        """Something."""

    with pytest.raises(TypeError):
        endpoint("POST", "/api/x/", upload="picture")(take_it)
