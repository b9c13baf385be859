"""What people wish to be told: each type and channel for itself, and links that end mails without signing in."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from chassis.database import Store
from chassis.errors import InvalidInput, NotFound
from notifications.domain.notices import Kind, to_all
from notifications.mail.addresses import ALL, unsubscribe_token
from notifications.mail.folder import FolderTransport, newest
from notifications.schemas import NotificationQuery, PreferencesPatch
from notifications.usecases import inbox
from notifications.usecases.delivery import deliver
from notifications.usecases.preferences import (
    change_preferences,
    get_preferences,
    show_unsubscription,
    unsubscribe,
)
from notifications.usecases.telling import notify

from .conftest import ALICE, BOB, CHARLIE, FakeAccounts, FakeLive

MATERIAL = {"course": "Biology", "material": "Cells"}


def choose(db: Store, **types: dict[str, bool]) -> None:
    change_preferences(db, BOB, PreferencesPatch.model_validate(types))


def upload(db: Store, event: str = "event") -> None:
    notify(db, FakeLive(), event, to_all([BOB.id, ALICE.id], Kind.MATERIAL_UPLOADED, MATERIAL, "/c/5/materials/1"))


def mailed(db: Store, folder: Path) -> list[EmailMessage]:
    deliver(db, FakeAccounts(), FolderTransport(folder), "me")
    return [mail for _, mail in newest(folder, 50)]


def test_at_first_everything_is_shown_and_mailed_at_once(db: Store) -> None:
    chosen = get_preferences(db, BOB).model_dump()
    assert set(chosen) == {"general", "enrollment", "material", "feedback", "deadline"}
    assert all(choice == {"in_app": True, "email": True, "digest": False} for choice in chosen.values())


def test_a_change_touches_what_was_sent_and_nobody_else(db: Store) -> None:
    choose(db, material={"email": False}, deadline={"digest": True})
    choose(db, material={"in_app": False})
    chosen = get_preferences(db, BOB).model_dump()
    assert chosen["material"] == {"in_app": False, "email": False, "digest": False}
    assert chosen["deadline"] == {"in_app": True, "email": True, "digest": True}
    assert get_preferences(db, CHARLIE).material.in_app


@pytest.mark.parametrize("nonsense", [{"material": None}, {"material": {"email": None}}])
def test_a_null_is_refused(db: Store, nonsense: dict[str, object]) -> None:
    with pytest.raises(InvalidInput):
        change_preferences(db, BOB, PreferencesPatch.model_validate(nonsense))


def test_what_is_not_to_be_shown_is_not_shown_but_mailed(db: Store, live: FakeLive, tmp_path: Path) -> None:
    choose(db, material={"in_app": False})
    notify(db, live, "event", to_all([BOB.id], Kind.MATERIAL_UPLOADED, MATERIAL, "/c/5"))
    assert live.told == []
    assert inbox.list_notifications(db, BOB, NotificationQuery()).total == 0
    assert inbox.unread_count(db, BOB).unread == 0
    assert [str(mail["To"]) for mail in mailed(db, tmp_path)] == ["Bob Bell <bob@lectern.test>"]


def test_a_link_in_a_mail_ends_mails_of_its_type_those_that_wait_too(db: Store, tmp_path: Path) -> None:
    upload(db)
    (link,) = {str(mail["List-Unsubscribe"]).strip("<>") for mail in mailed(db, tmp_path) if "bob" in str(mail["To"])}
    token = link.rstrip("/").rsplit("/", 1)[1]
    assert show_unsubscription(db, token).model_dump() == {"notification_type": "material", "is_mailed": True}
    upload(db, "another")
    assert unsubscribe(db, token).model_dump() == {"notification_type": "material", "is_mailed": False}
    assert unsubscribe(db, token).is_mailed is False
    assert len([mail for mail in mailed(db, tmp_path) if "bob" in str(mail["To"])]) == 1
    assert get_preferences(db, BOB).general.email
    assert get_preferences(db, ALICE).material.email


def test_a_link_of_a_mail_about_several_types_ends_all(db: Store) -> None:
    unsubscribe(db, unsubscribe_token(BOB.id, ALL))
    assert not any(choice["email"] for choice in get_preferences(db, BOB).model_dump().values())


@pytest.mark.parametrize(
    "token",
    ["", "x", "2~material~", "2~all~AAAA", "2~nonsense~x", "٢~all~x", "2" * 300, "~".join(["2"] * 90)],
)
def test_a_link_that_was_not_made_here_ends_nothing(db: Store, token: str) -> None:
    for attempt in (show_unsubscription, unsubscribe):
        with pytest.raises(NotFound):
            attempt(db, token)


def test_charlie_cannot_make_bobs_link_of_his_own(db: Store) -> None:
    _, _, signature = unsubscribe_token(CHARLIE.id, "material").split("~")
    with pytest.raises(NotFound):
        unsubscribe(db, f"{BOB.id}~material~{signature}")
