"""Changing one's own account."""

from __future__ import annotations

import pytest

from accounts import schemas
from accounts.schemas import ProfilePatch
from accounts.usecases import people, profile
from chassis.call import Actor
from chassis.database import Store
from chassis.errors import InvalidInput, NotFound, Unauthenticated
from chassis.sealing import unseal
from chassis.testing.databases import emitted

from .asking import ask
from .cast import PHOTOS


def change(db: Store, who: Actor, **fields: object) -> schemas.User:
    return profile.update_profile(db, PHOTOS, who, ProfilePatch.model_validate(fields))


def changed(db: Store) -> list[int]:
    return [data["id"] for kind, data in emitted(db) if kind == "accounts.user_changed"]


def test_the_fields_that_are_sent_change_and_others_stay(db: Store, bob: Actor) -> None:
    user = change(db, bob, bio="I like rivers.\nAnd maps.")
    assert (user.bio, user.full_name, user.email) == ("I like rivers.\nAnd maps.", "Bob Example", "bob@lectern.test")
    assert changed(db) == [bob.id]


def test_a_change_to_the_same_is_not_told(db: Store, bob: Actor) -> None:
    profile.update_profile(
        db, PHOTOS, bob, ProfilePatch.model_validate({"full_name": "Bob Example", "email": "bob@lectern.test"})
    )
    assert changed(db) == []


def test_ones_own_address_may_change_its_case(db: Store, bob: Actor) -> None:
    assert change(db, bob, email="Bob@lectern.test").email == "Bob@lectern.test"


def test_it_refuses_an_address_that_is_taken(db: Store, bob: Actor, charlie: Actor) -> None:
    with pytest.raises(InvalidInput) as refused:
        profile.update_profile(
            db, PHOTOS, charlie, ProfilePatch.model_validate({"email": "BOB@lectern.test", "bio": "half"})
        )
    assert list(refused.value.details["errors"]) == ["email"]
    assert people.get_me(db, PHOTOS, charlie).bio == ""


def test_it_refuses_null_and_ignores_what_cannot_be_set_here(db: Store, bob: Actor) -> None:
    with pytest.raises(InvalidInput) as refused:
        profile.update_profile(db, PHOTOS, bob, ProfilePatch(full_name=None, bio=None))
    assert set(refused.value.details["errors"]) == {"full_name", "bio"}
    sneaky = {"bio": "x", "user_type": "admin", "is_blocked": True, "id": 1, "sealed_openai_api_key": "x"}
    user = profile.update_profile(db, PHOTOS, bob, ProfilePatch.model_validate(sneaky))
    assert (user.id, user.bio, user.user_type, user.is_blocked) == (bob.id, "x", "student", False)
    assert user.has_openai_api_key is False


def test_an_account_that_is_gone_cannot_be_changed(db: Store) -> None:
    with pytest.raises(Unauthenticated):
        change(db, Actor(999, "student"), bio="x")


def test_language_and_time_zone_are_ones_own_business(db: Store, bob: Actor, charlie: Actor, dana: Actor) -> None:
    user = change(db, bob, language="de", time_zone="Europe/Berlin")
    assert (user.language, user.time_zone) == ("de", "Europe/Berlin")
    for other in (charlie, dana):
        seen = people.get_user(db, PHOTOS, other, bob.id)
        assert (seen.language, seen.time_zone) == (None, None)


@pytest.mark.parametrize(
    ("field", "value"), [("language", "tlh"), ("time_zone", "Mars/Olympus"), ("time_zone", "../../etc/passwd")]
)
def test_it_refuses_languages_and_time_zones_there_are_not(db: Store, bob: Actor, field: str, value: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        ask(db, "update_profile", bob, body={field: value})
    assert list(refused.value.details["errors"]) == [field]


def test_a_key_is_written_and_never_read(db: Store, bob: Actor, dana: Actor) -> None:
    assert people.get_api_key(db, bob.id) == {"sealed_key": None}
    user = change(db, bob, openai_api_key="sk-swordfish")
    assert user.has_openai_api_key is True
    assert "swordfish" not in user.model_dump_json()
    assert people.get_user(db, PHOTOS, dana, bob.id).has_openai_api_key is None
    sealed = people.get_api_key(db, bob.id)["sealed_key"]
    assert sealed is not None
    assert "swordfish" not in sealed
    assert unseal(sealed, "openai-api-key") == "sk-swordfish"
    assert all("swordfish" not in str(data) for _, data in emitted(db))


@pytest.mark.parametrize("nothing", [None, "", "  "])
def test_a_key_can_be_taken_back(db: Store, bob: Actor, nothing: str | None) -> None:
    change(db, bob, openai_api_key="sk-swordfish")
    assert change(db, bob, openai_api_key=nothing).has_openai_api_key is False
    assert people.get_api_key(db, bob.id) == {"sealed_key": None}


def test_nobodys_key_is_not_there(db: Store) -> None:
    for user_id in (999, -1, 2**70):
        with pytest.raises(NotFound):
            people.get_api_key(db, user_id)
