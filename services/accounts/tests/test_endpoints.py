"""What the world may ask: statuses, who may, and bad input of every kind."""

from __future__ import annotations

import pytest

from accounts.models import User
from chassis.call import Actor
from chassis.database import Store
from chassis.errors import Conflict, Forbidden, InvalidInput, NotFound, ServiceError, Unauthenticated
from chassis.testing.databases import emitted

from .asking import OPERATIONS, ask
from .cast import PASSWORD, actor_of, sign_in

ERIN = {"username": "erin", "email": "erin@lectern.test", "password": PASSWORD, "user_type": "student"}
TOO_LONG = "x" * 5000

BAD_BODIES = [
    "",
    "{",
    "[]",
    "null",
    '"text"',
    '{"username": "\\u0000", "password": "\\u0000"}',
    '{"username": "\\ud800"}',
    '{"username": 1e400, "password": 99999999999999999999999999999999}',
    '{"username": {}, "password": []}',
    '{"username": null, "password": null, "email": null, "user_type": null}',
    f'{{"username": "{TOO_LONG}", "password": "{TOO_LONG}"}}',
    "[" * 10_000,
]


@pytest.mark.parametrize("method", ["register", "login", "change_password"])
@pytest.mark.parametrize("body", BAD_BODIES)
def test_bad_bodies_are_refused_and_nothing_is_stored(db: Store, alice: Actor, method: str, body: str) -> None:
    before = emitted(db)
    with pytest.raises(InvalidInput) as refused:
        ask(db, method, alice, body=body)
    assert refused.value.message.endswith((".", "!"))
    assert emitted(db) == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("username", "ab"),
        ("username", "x" * 31),
        ("username", "Zoë"),
        ("username", "a b c"),
        ("username", "a@b"),
        ("email", "nowhere"),
        ("email", "a@b"),
        ("email", "Erin <erin@lectern.test>"),
        ("email", f"{'x' * 250}@lectern.test"),
        ("password", "short"),
        ("password", "bell\u0007bell\u0007bell"),
        ("user_type", "admin"),
        ("user_type", "Student"),
        ("full_name", "two\nlines"),
        ("full_name", "x" * 121),
        ("password_confirm", "something else"),
    ],
)
def test_every_field_of_a_registration_is_checked(db: Store, field: str, value: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        ask(db, "register", body={**ERIN, field: value})
    assert list(refused.value.details["errors"]) == [field]


@pytest.mark.parametrize(
    "query",
    ["search=%00", f"search={TOO_LONG}", "limit=0", "limit=501", "limit=x", "user_type=cat", "cursor=!", "cursor=W10"],
)
def test_bad_queries_are_refused(db: Store, alice: Actor, query: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        ask(db, "list_users", alice, query=query)
    assert list(refused.value.details["errors"]) == [query.partition("=")[0]]


@pytest.mark.parametrize("method", ["get_user", "end_session"])
@pytest.mark.parametrize("id", ["0", "-1", "x", "1.5", str(2**63), "9" * 5000, "update_profile", "\0"])
def test_an_impossible_id_is_not_there(db: Store, alice: Actor, method: str, id: str) -> None:
    with pytest.raises(NotFound):
        ask(db, method, alice, id=id)


@pytest.mark.parametrize("method", sorted(name for name, operation in OPERATIONS.items() if not operation.public))
def test_nobody_gets_in_without_a_token(db: Store, method: str) -> None:
    with pytest.raises(Unauthenticated):
        ask(db, method, id=1)


def test_registering_signing_in_and_out(db: Store) -> None:
    registered = ask(db, "register", body=ERIN)
    erin = registered.body["user"]
    assert (registered.status, registered.headers["Location"]) == (201, f"/api/users/{erin['id']}/")
    assert set(erin) == {
        "id", "username", "email", "full_name", "user_type", "bio", "photo", "is_blocked", "created_at",
        "has_openai_api_key", "language", "photo_sizes", "time_zone",
    }  # fmt: skip
    assert erin["created_at"].endswith("Z")
    signed_in = ask(db, "login", body={"username": "erin", "password": PASSWORD})
    assert (signed_in.status, signed_in.body["user"]) == (200, erin)
    me = actor_of(db, signed_in.body["token"])
    assert ask(db, "get_me", me).body == erin
    left = ask(db, "logout", me)
    assert (left.status, left.body) == (204, None)
    with pytest.raises(Unauthenticated):
        actor_of(db, signed_in.body["token"])


def test_a_repeated_registration_with_the_same_key_gives_the_first_answer(db: Store) -> None:
    first, again = (ask(db, "register", body=ERIN, key="abc") for _ in range(2))
    assert (again.status, again.body) == (first.status, first.body)
    with db.read() as session:
        assert session.query(User).count() == 1
    with pytest.raises(Conflict):
        ask(db, "register", body={**ERIN, "username": "other"}, key="abc")


@pytest.mark.usefixtures("alice", "bob")
def test_lists_say_how_many_there_are_and_where_to_go_on(db: Store, charlie: Actor) -> None:
    page = ask(db, "list_users", charlie, query="limit=2")
    assert (len(page.body), page.headers["X-Total-Count"]) == (2, "3")
    rest = ask(db, "list_users", charlie, query=f"limit=2&cursor={page.headers['Link-Next']}")
    assert [user["username"] for user in rest.body] == ["charlie"]
    assert "Link-Next" not in rest.headers


def test_an_admin_blocks_and_unblocks(db: Store, bob: Actor, dana: Actor) -> None:
    assert ask(db, "block_user", dana, id=bob.id).body["is_blocked"] is True
    assert ask(db, "unblock_user", dana, id=bob.id).body["is_blocked"] is False


@pytest.mark.parametrize("method", ["block_user", "unblock_user"])
def test_neither_charlie_nor_a_teacher_blocks_anybody(
    db: Store, alice: Actor, bob: Actor, charlie: Actor, method: str
) -> None:
    for actor in (alice, charlie, bob):
        with pytest.raises(Forbidden):
            ask(db, method, actor, id=bob.id)
    assert sign_in(db, "bob").token


def test_charlie_sees_no_ones_address_but_his_own(db: Store, bob: Actor, charlie: Actor) -> None:
    assert ask(db, "get_user", charlie, id=bob.id).body["email"] is None
    listed = ask(db, "list_users", charlie).body
    assert [user["email"] for user in listed] == [None, "charlie@lectern.test"]
    assert ask(db, "get_me", charlie).body["email"] == "charlie@lectern.test"


def test_charlie_changes_nobodys_account_but_his_own(db: Store, bob: Actor, charlie: Actor) -> None:
    sneaky = {"id": bob.id, "username": "root", "user_type": "admin", "is_blocked": True, "bio": "Hello."}
    changed = ask(db, "update_profile", charlie, body=sneaky).body
    assert (changed["id"], changed["username"], changed["user_type"]) == (charlie.id, "charlie", "student")
    assert (changed["bio"], changed["is_blocked"]) == ("Hello.", False)
    assert ask(db, "get_user", charlie, id=bob.id).body["bio"] == ""


def test_charlie_neither_sees_nor_ends_bobs_sessions(db: Store, bob: Actor, charlie: Actor) -> None:
    bobs = actor_of(db, sign_in(db, "bob").token)
    assert ask(db, "list_sessions", charlie).body == []
    with pytest.raises(NotFound):
        ask(db, "end_session", charlie, id=str(bobs.session_id))
    borrowed = Actor(charlie.id, charlie.role, bobs.session_id)
    with pytest.raises(NotFound):
        ask(db, "logout", borrowed)
    assert [held["current"] for held in ask(db, "list_sessions", bobs).body] == [True]


def test_charlie_changes_no_password_he_does_not_know(db: Store, charlie: Actor) -> None:
    with pytest.raises(InvalidInput) as refused:
        ask(db, "change_password", charlie, body={"current_password": "a guess", "new_password": "brand new words"})
    assert list(refused.value.details["errors"]) == ["current_password"]


def test_charlie_cannot_sign_in_as_bob_nor_register_as_him(db: Store, bob: Actor) -> None:
    for method, body in (
        ("login", {"username": "bob", "password": "a wild guess"}),
        ("register", {**ERIN, "username": "Bob"}),
    ):
        with pytest.raises(ServiceError):
            ask(db, method, body=body)


def test_a_profile_changes_by_fields_and_refuses_null(db: Store, bob: Actor) -> None:
    assert ask(db, "update_profile", bob, body={"full_name": " Bob B. "}).body["full_name"] == "Bob B."
    with pytest.raises(InvalidInput):
        ask(db, "update_profile", bob, body={"bio": None})
    with pytest.raises(InvalidInput):
        ask(db, "update_profile", bob, body={"bio": "x" * 2001})
