"""Bad input of every kind is refused with a sentence, and nothing is half-written."""

from __future__ import annotations

import base64
from typing import Any

import orjson
import pytest

from chassis.database import Store
from chassis.errors import InvalidInput, NotFound

from .conftest import BOB, names
from .desk import Desk, ask


@pytest.fixture
def desk(store: Store) -> Desk:
    """A service on a real database."""
    return Desk(store)


def refusal(desk: Desk, method: str = "write_note", **parts: Any) -> InvalidInput:
    with pytest.raises(InvalidInput) as refused:
        ask(desk, method, BOB, **parts)
    assert names(desk.db) == []
    assert refused.value.message.endswith((".", "!", "?"))
    orjson.dumps(refused.value.payload())
    return refused.value


@pytest.mark.parametrize(
    "body",
    [
        "{",
        "nonsense",
        '{"name": "one",}',
        '{"name": "\ud800"}'.encode("utf-8", "surrogatepass").decode("utf-8", "replace") + "}",
        '{"name": "\\ud800"}',
        '{"name": ' + "[" * 100_000 + "]" * 100_000 + "}",
        '{"other": ' + '{"a":' * 100_000 + "1" + "}" * 100_000 + "}",
        "\x00",
        "\ufeff{}",
    ],
    ids=["open", "word", "comma", "after the end", "surrogate", "deep list", "deep object", "nul", "byte order mark"],
)
def test_what_is_not_json_is_refused_as_such(desk: Desk, body: str) -> None:
    assert refusal(desk, body=body).code == "body.not_json"


@pytest.mark.parametrize("body", ["[]", "null", "7", '"name"', "true"])
def test_json_that_is_not_an_object_is_refused(desk: Desk, body: str) -> None:
    assert refusal(desk, body=body).code == "body.not_valid"


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, "name"),
        ({"name": None}, "name"),
        ({"name": 7}, "name"),
        ({"name": ["one"]}, "name"),
        ({"name": ""}, "name"),
        ({"name": "   "}, "name"),
        ({"name": "x" * 41}, "name"),
        ({"name": "o\x00ne"}, "name"),
        ({"name": "one\ntwo"}, "name"),
        ({"name": "o\x1bne"}, "name"),
        ({"name": "one", "message": "\x00"}, "message"),
        ({"name": "one", "number": "7"}, "number"),
        ({"name": "one", "number": 7.5}, "number"),
        ({"name": "one", "number": True}, "number"),
        ({"name": "one", "number": 0}, "number"),
        ({"name": "one", "number": 2**63}, "number"),
        ({"name": "one", "loud": "yes"}, "loud"),
        ({"name": "one", "loud": 1}, "loud"),
        ({"name": "one", "colour": "green"}, "colour"),
        ({"name": "one", "tags": "one"}, "tags"),
        ({"name": "one", "tags": ["a", "b", "c", "d"]}, "tags"),
        ({"name": "one", "tags": ["a", 7]}, "tags.1"),
    ],
)
def test_a_field_that_is_wrong_is_named(desk: Desk, fields: dict[str, object], wrong: str) -> None:
    error = refusal(desk, body=orjson.dumps(fields).decode())
    assert list(error.details["errors"]) == [wrong]


@pytest.mark.parametrize("digits", [25, 5_000, 500_000])
def test_a_number_of_any_size_is_refused_where_an_id_belongs(desk: Desk, digits: int) -> None:
    error = refusal(desk, body=f'{{"name": "one", "number": {"9" * digits}}}')
    assert error.details.get("errors", {"number": []}).keys() == {"number"}


def test_every_wrong_field_is_named_at_once(desk: Desk) -> None:
    error = refusal(desk, body='{"name": 7, "loud": "yes"}')
    assert set(error.details["errors"]) == {"name", "loud"}


def test_a_rule_between_fields_speaks_for_itself(desk: Desk) -> None:
    error = refusal(desk, body='{"name": "one", "loud": true, "colour": "blue"}')
    assert error.message == "Blue is never loud."


def test_unknown_fields_are_ignored(desk: Desk) -> None:
    assert ask(desk, "write_note", BOB, body='{"name": "one", "is_admin": true}')["status"] == 201


def test_text_is_stored_trimmed_and_in_one_form(desk: Desk) -> None:
    reply = ask(desk, "write_note", BOB, body=orjson.dumps({"name": "  Ame\u0301lie "}).decode())
    assert orjson.loads(reply["body"])["name"] == "Am\u00e9lie"


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("limit=0", "limit"),
        ("limit=501", "limit"),
        ("limit=many", "limit"),
        ("limit=1e2", "limit"),
        ("limit=" + "9" * 5000, "limit"),
        ("cursor=nonsense", "cursor"),
        ("cursor=%00", "cursor"),
        ("cursor=" + "A" * 501, "cursor"),
        ("search=" + "x" * 21, "search"),
        ("search=a%00b", "search"),
        ("colour=green", "colour"),
    ],
)
def test_a_query_parameter_that_is_wrong_is_named(desk: Desk, query: str, wrong: str) -> None:
    assert list(refusal(desk, "list_notes", query=query).details["errors"]) == [wrong]


@pytest.mark.parametrize("query", ["search=%ff", "&".join(["a=1"] * 101)], ids=["not utf-8", "too many"])
def test_a_query_that_cannot_be_read_is_refused(desk: Desk, query: str) -> None:
    assert refusal(desk, "list_notes", query=query).code == "query.malformed"


@pytest.mark.parametrize("query", ["", "&&", "limit=", "unknown=1", "limit=1&limit=2", "search=%C3%A9", "a;b"])
def test_a_query_may_be_sloppy(desk: Desk, query: str) -> None:
    assert ask(desk, "list_notes", BOB, query=query)["status"] == 200


@pytest.mark.parametrize("number", [2**63, 2**64 - 1, -(2**63), 2**200])
def test_a_forged_cursor_is_refused_before_the_database_sees_it(desk: Desk, number: int) -> None:
    forged = base64.urlsafe_b64encode(f"[{number}]".encode()).decode().rstrip("=")
    assert "cursor" in refusal(desk, "list_notes", query=f"cursor={forged}").details["errors"]


@pytest.mark.parametrize(
    "nonsense", ["0", "-1", "x", "", " 7", "07", "+7", "7.0", "1_0", "\u0667", "7\x00", str(2**63), "9" * 5000]
)
def test_a_path_that_is_no_id_leads_nowhere(desk: Desk, nonsense: str) -> None:
    with pytest.raises(NotFound):
        ask(desk, "get_note", BOB, id=nonsense)


def test_the_greatest_id_is_one(desk: Desk) -> None:
    assert ask(desk, "get_note", BOB, id=str(2**63 - 1))["status"] == 200
