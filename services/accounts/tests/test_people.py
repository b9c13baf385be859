"""People as others see them."""

from __future__ import annotations

import pytest

from accounts.domain import NewAccount, UserType
from accounts.schemas import ProfilePatch, UserQuery
from accounts.usecases import people, profile
from accounts.usecases.registration import create_account
from chassis.call import Actor
from chassis.cursor import MAX_LIMIT
from chassis.database import Store
from chassis.errors import InvalidInput, NotFound, Unauthenticated

from .cast import PASSWORD, PHOTOS


def found(db: Store, actor: Actor, **query: object) -> list[str]:
    return [user.username for user in people.list_users(db, PHOTOS, actor, UserQuery.model_validate(query)).items]


def name(db: Store, actor: Actor, full_name: str) -> None:
    profile.update_profile(db, PHOTOS, actor, ProfilePatch(full_name=full_name))


@pytest.mark.usefixtures("alice", "bob")
def test_charlie_finds_everybody_by_user_name(db: Store, charlie: Actor) -> None:
    assert found(db, charlie) == ["alice", "bob", "charlie"]
    assert found(db, charlie, user_type="teacher") == ["alice"]


def test_search_looks_for_every_word_in_both_names_whatever_the_case(db: Store, alice: Actor, bob: Actor) -> None:
    name(db, alice, "Ágnes Öberg")
    assert found(db, bob, search="öBERG ág") == ["alice"]
    assert found(db, bob, search="LIC") == ["alice"]
    assert found(db, bob, search="alice bob") == []


def test_search_takes_wildcards_literally(db: Store, alice: Actor, bob: Actor) -> None:
    name(db, alice, "100% _ Alice \\")
    for wildcard in ("%", "_", "\\", "100%"):
        assert found(db, bob, search=wildcard) == ["alice"]
    assert found(db, bob, search="a%e") == []


def test_pages_follow_each_other_without_gap_or_repetition(db: Store, charlie: Actor) -> None:
    for number in range(5):
        account = NewAccount(f"p{number}x", f"p{number}@lectern.test", PASSWORD, UserType.STUDENT)
        create_account(db, account)
    seen: list[str] = []
    cursor: str | None = None
    for _ in range(3):
        page = people.list_users(db, PHOTOS, charlie, UserQuery(limit=2, cursor=cursor))
        assert page.total == 6
        seen += [user.username for user in page.items]
        cursor = page.next_cursor
    assert cursor is None
    assert seen == ["charlie", "p0x", "p1x", "p2x", "p3x", "p4x"]


def test_an_address_is_shown_to_oneself_and_to_admins_only(
    db: Store, alice: Actor, bob: Actor, charlie: Actor, dana: Actor
) -> None:
    seen = {viewer.id: people.get_user(db, PHOTOS, viewer, bob.id).email for viewer in (alice, bob, charlie, dana)}
    assert seen == {alice.id: None, bob.id: "bob@lectern.test", charlie.id: None, dana.id: "bob@lectern.test"}
    listed = people.list_users(db, PHOTOS, charlie, UserQuery()).items
    assert [user.email for user in listed if user.email] == ["charlie@lectern.test"]
    assert all(user.email for user in people.list_users(db, PHOTOS, dana, UserQuery()).items)


def test_only_oneself_learns_whether_there_is_a_key(db: Store, bob: Actor, dana: Actor) -> None:
    assert people.get_me(db, PHOTOS, bob).has_openai_api_key is False
    assert people.get_user(db, PHOTOS, dana, bob.id).has_openai_api_key is None


def test_nobody_has_an_unknown_id(db: Store, charlie: Actor) -> None:
    with pytest.raises(NotFound):
        people.get_user(db, PHOTOS, charlie, 999)
    with pytest.raises(Unauthenticated):
        people.get_me(db, PHOTOS, Actor(999, "student"))


def test_references_are_filled_in_for_those_who_exist(db: Store, alice: Actor, bob: Actor) -> None:
    name(db, bob, "")
    records = people.resolve_users(db, [alice.id, bob.id, 999, -1, 2**70])
    assert {key: record["display_name"] for key, record in records.items()} == {
        str(alice.id): "Alice Example",
        str(bob.id): "bob",
    }
    with pytest.raises(InvalidInput):
        people.resolve_users(db, range(1, MAX_LIMIT + 2))


def test_other_services_find_an_account_by_id_or_by_name(db: Store, bob: Actor) -> None:
    by_id = people.get_account(db, bob.id, None)
    assert by_id == {"id": bob.id, "username": "bob", "role": "student", "is_blocked": False}
    assert people.get_account(db, None, "BOB") == by_id
    for user_id, username in ((999, None), (2**70, None), (None, "nobody"), (None, None)):
        with pytest.raises(NotFound):
            people.get_account(db, user_id, username)
