"""Errors that travel between processes."""

from __future__ import annotations

import orjson
import pytest

from chassis.amqp.rpc import error_payload
from chassis.errors import InvalidInput, NotFound, ServiceError, TooMany, from_payload


@pytest.mark.parametrize("kind", sorted(ServiceError.kinds))
def test_every_kind_arrives_as_it_left(kind: str) -> None:
    sent = ServiceError.kinds[kind]("sample.code", "A sentence.", retry_after=3)
    received = from_payload(orjson.loads(orjson.dumps(sent.payload())))
    assert type(received) is type(sent)
    assert received is not None
    assert received.payload() == sent.payload()


@pytest.mark.parametrize("nonsense", [None, "x", [], {}, {"kind": "KeyboardInterrupt"}, {"kind": ["NotFound"]}])
def test_what_is_no_error_of_ours_is_none(nonsense: object) -> None:
    assert from_payload(nonsense) is None


def test_a_payload_with_strange_details_still_is_an_error() -> None:
    received = from_payload({"kind": "NotFound", "code": "x", "message": "y", "details": [1]})
    assert isinstance(received, NotFound)
    assert received.details == {}


def test_details_named_like_the_arguments_do_not_break_the_reader() -> None:
    details = {"code": "z", "self": 1, "retry_after": 1}
    received = from_payload({"kind": "TooMany", "code": "x", "message": "y", "details": details})
    assert isinstance(received, TooMany)
    assert (received.code, received.details["retry_after"]) == ("x", 1)


def test_a_field_that_is_wrong_is_named() -> None:
    assert InvalidInput.field("title", "Too long.").details == {"errors": {"title": ["Too long."]}}


def test_of_an_unexpected_error_only_its_type_leaves_the_process() -> None:
    payload = error_payload(LookupError("the password is swordfish"))
    assert payload["exc_type"] == "LookupError"
    assert "swordfish" not in orjson.dumps(payload).decode()


def test_of_an_expected_error_all_that_is_said_leaves_the_process() -> None:
    payload = error_payload(NotFound("sample.missing", "There is none."))
    assert payload["exc_args"] == [NotFound("sample.missing", "There is none.").payload()]
