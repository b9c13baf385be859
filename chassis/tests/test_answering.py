"""From a request's text to a reply."""

from __future__ import annotations

import orjson
import pytest

from chassis.call import Call
from chassis.database import Store
from chassis.errors import Conflict, Forbidden, Unauthenticated, Unavailable

from .conftest import ALICE, BOB, names
from .desk import Desk, ask


@pytest.fixture
def desk(store: Store) -> Desk:
    """A service on a real database."""
    return Desk(store)


def note(name: str = "one") -> str:
    return orjson.dumps({"name": name}).decode()


def keyed(key: str = "key", who: object = BOB, call_id: str = "call") -> Call:
    return Call(call_id, "request", who, idempotency_key=key)  # type: ignore[arg-type]


def test_it_answers_with_the_declared_status_the_location_and_json(desk: Desk) -> None:
    reply = ask(desk, "write_note", BOB, body=note())
    assert reply["status"] == 201
    assert reply["headers"] == {"Location": "/api/notes/1/"}
    assert orjson.loads(reply["body"]) == {"id": 1, "name": "one", "author": BOB.id}


def test_nothing_to_say_is_a_204_without_a_body(desk: Desk) -> None:
    assert ask(desk, "delete_note", ALICE, id=1) == {"status": 204, "headers": {}, "body": ""}


def test_a_page_says_how_many_there_are_and_where_it_goes_on(desk: Desk) -> None:
    for name in ("one", "two", "three"):
        ask(desk, "write_note", BOB, body=note(name))
    first = ask(desk, "list_notes", BOB, query="limit=2")
    assert first["headers"]["X-Total-Count"] == "3"
    rest = ask(desk, "list_notes", BOB, query=f"limit=2&cursor={first['headers']['Link-Next']}")
    assert [one["name"] for one in orjson.loads(rest["body"])] == ["one"]
    assert "Link-Next" not in rest["headers"]


def test_what_comes_from_the_call_reaches_the_method(desk: Desk) -> None:
    call = Call("call", "request", base_url="https://school.example")
    reply = ask(desk, "get_note", call=call, id=7, last_event_id="41")
    assert orjson.loads(reply["body"])["name"] == "https://school.example 41"


def test_nobody_gets_in_without_signing_in(desk: Desk) -> None:
    with pytest.raises(Unauthenticated):
        ask(desk, "write_note", None, body=note())
    assert names(desk.db) == []


def test_a_role_that_is_not_allowed_is_told_which_are(desk: Desk) -> None:
    with pytest.raises(Forbidden) as refused:
        ask(desk, "delete_note", BOB, id=1)
    assert "admins or teachers" in refused.value.message


def test_what_clashes_in_the_database_is_a_conflict(desk: Desk) -> None:
    ask(desk, "write_note", BOB, body=note())
    with pytest.raises(Conflict):
        ask(desk, "write_note", BOB, body=note())


def test_a_database_that_fails_is_away_and_its_words_stay_here(desk: Desk) -> None:
    with pytest.raises(Unavailable) as refused:
        ask(desk, "read_broken")
    assert "nowhere" not in refused.value.message


def test_the_same_key_gets_the_first_answer_and_changes_nothing(desk: Desk) -> None:
    first = ask(desk, "write_note", call=keyed(call_id="first"), body=note())
    assert ask(desk, "write_note", call=keyed(call_id="second"), body=note()) == first
    assert names(desk.db) == ["one"]


def test_the_same_key_with_another_body_is_a_conflict(desk: Desk) -> None:
    ask(desk, "write_note", call=keyed(), body=note())
    with pytest.raises(Conflict) as refused:
        ask(desk, "write_note", call=keyed(), body=note("two"))
    assert refused.value.code == "idempotency.key_reused"


def test_keys_are_each_persons_own(desk: Desk) -> None:
    ask(desk, "write_note", call=keyed(who=BOB), body=note())
    ask(desk, "write_note", call=keyed(who=ALICE), body=note("two"))
    assert names(desk.db) == ["one", "two"]


def test_a_role_that_was_lost_gets_no_answer_from_before(desk: Desk) -> None:
    ask(desk, "delete_note", call=keyed(who=ALICE), id=1)
    with pytest.raises(Forbidden):
        ask(desk, "delete_note", call=keyed(who=BOB), id=1)


def test_a_call_that_is_delivered_again_gets_the_first_answer(desk: Desk) -> None:
    first = ask(desk, "write_note", call=Call("the call", "request", BOB), body=note())
    again = Call("the call", "request", BOB, redelivered=True)
    assert ask(desk, "write_note", call=again, body=note()) == first
    assert names(desk.db) == ["one"]


def test_a_failed_call_leaves_the_key_free(desk: Desk) -> None:
    ask(desk, "write_note", BOB, body=note())
    with pytest.raises(Conflict):
        ask(desk, "write_note", call=keyed(), body=note())
    assert ask(desk, "write_note", call=keyed(), body=note("two"))["status"] == 201


def test_an_answer_that_holds_a_secret_is_kept_encrypted(desk: Desk, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("SECRET_KEY", "for tests only, and long enough to pass")
    first = ask(desk, "write_secret", call=keyed(), body=note("hush"))
    assert ask(desk, "write_secret", call=keyed(), body=note("hush")) == first
    with desk.db.engine.connect() as connection:
        kept = connection.exec_driver_sql("SELECT answer FROM receipts").scalar_one()
    assert "secret hush" not in kept
