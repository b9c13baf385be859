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
from .school import seat, teach


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


def test_an_address_is_shown_to_oneself_ones_teachers_and_admins_only(
    db: Store, alice: Actor, bob: Actor, charlie: Actor, dana: Actor
) -> None:
    cast = (alice, bob, charlie, dana)

    def readers(of: Actor) -> set[int]:
        return {viewer.id for viewer in cast if people.get_user(db, PHOTOS, viewer, of.id).email}

    assert readers(bob) == {bob.id, dana.id}
    teach(db, alice)
    for student in (bob, charlie):
        seat(db, alice, student)
    assert readers(bob) == {alice.id, bob.id, dana.id}
    assert readers(charlie) == {alice.id, charlie.id, dana.id}
    assert readers(alice) == {alice.id, dana.id}
    seat(db, alice, bob, is_active=False, minute=1)
    assert readers(bob) == {bob.id, dana.id}


def test_a_list_shows_no_more_addresses_than_people_one_by_one(
    db: Store, alice: Actor, bob: Actor, charlie: Actor, dana: Actor
) -> None:
    teach(db, alice)
    seat(db, alice, bob)
    for viewer, seen in ((alice, 2), (bob, 1), (charlie, 1), (dana, 4)):
        listed = people.list_users(db, PHOTOS, viewer, UserQuery()).items
        assert sum(user.email is not None for user in listed) == seen
        assert all(user == people.get_user(db, PHOTOS, viewer, user.id) for user in listed)


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


def test_others_are_told_how_to_write_to_people(db: Store, bob: Actor) -> None:
    chosen = ProfilePatch(language="de", time_zone="Europe/Berlin", full_name="")
    profile.update_profile(db, PHOTOS, bob, chosen)
    assert people.list_contacts(db, [bob.id, 999, -1]) == {
        str(bob.id): {
            "email": "bob@lectern.test",
            "display_name": "bob",
            "language": "de",
            "time_zone": "Europe/Berlin",
            "is_blocked": False,
        }
    }
    with pytest.raises(InvalidInput):
        people.list_contacts(db, range(1, MAX_LIMIT + 2))
