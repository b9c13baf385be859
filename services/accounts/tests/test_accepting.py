"""Accepting an invitation: by whoever holds the link, once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from accounts import queries, schemas
from accounts.domain import Device, token_hash
from accounts.usecases import accepting, blocking, invitations, people, registration
from chassis.call import Actor
from chassis.database import Store
from chassis.errors import InvalidInput, NotFound, ServiceError

from .asking import ask
from .cast import PASSWORD, PHOTOS, actor_of, newcomer
from .letters import sent, token
from .school import teach
from .test_invitations import expire

HERE = Device("198.51.100.1", "Firefox")


@pytest.fixture
def link(db: Store, alice: Actor) -> str:
    """The token of an invitation into Alice's course."""
    teach(db, alice)
    body = schemas.InvitationBody(email="erin@lectern.test", full_name="Erin Example", course=5)
    invitations.invite(db, alice, body)
    return token(sent(db)[0])


def accept(db: Store, link: str, username: str = "erin", **fields: object) -> schemas.SignedIn:
    body = schemas.AcceptBody.model_validate({"username": username, "password": PASSWORD, **fields})
    reply = accepting.accept(db, PHOTOS, link, body, HERE)
    assert reply.status == 201
    assert reply.body is not None
    return reply.body


def test_a_link_shows_what_it_invites_to(db: Store, link: str) -> None:
    shown = ask(db, "preview_invitation", token=link).body
    assert shown.pop("expires_at")
    assert shown == {
        "email": "erin@lectern.test",
        "full_name": "Erin Example",
        "user_type": "student",
        "status": "pending",
        "invited_by_name": "Alice Example",
        "course_title": "Biology",
    }


def test_who_accepts_is_signed_in_with_the_invited_address(db: Store, alice: Actor, link: str) -> None:
    body = {"username": "erin", "password": PASSWORD, "email": "other@lectern.test", "user_type": "admin"}
    answer = ask(db, "accept_invitation", body=body, token=link)
    user = answer.body["user"]
    assert (answer.status, user["email"], user["user_type"]) == (201, "erin@lectern.test", "student")
    assert (user["full_name"], answer.headers["Location"]) == ("Erin Example", f"/api/users/{user['id']}/")
    assert actor_of(db, answer.body["token"]).id == user["id"]
    (told,) = sent(db, "accounts.invitation_accepted")
    assert told == {"invitation_id": 1, "user_id": user["id"], "inviter_id": alice.id, "course_id": 5}
    assert invitations.get_invitation(db, alice, 1).status == "accepted"
    assert sent(db, "accounts.user_registered")[-1]["username"] == "erin"


def test_an_invitation_is_good_once(db: Store, alice: Actor, link: str) -> None:
    accept(db, link, full_name="Erin E.")
    for attempt in (lambda: accept(db, link, "erin2"), lambda: accepting.preview(db, link)):
        with pytest.raises(InvalidInput) as refused:
            attempt()
        assert refused.value.code == "accounts.invitation_not_open"
    with pytest.raises(ServiceError):
        invitations.revoke(db, alice, 1)


def test_of_two_at_the_same_moment_one_succeeds(db: Store, link: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = registration.checked_hash

    def overtaken(store: Store, account: object) -> str:
        monkeypatch.setattr(registration, "checked_hash", real)
        accept(store, link, "quicker")
        return "a hash"

    monkeypatch.setattr(registration, "checked_hash", overtaken)
    with pytest.raises(InvalidInput) as refused:
        accept(db, link, "slower")
    assert refused.value.code == "accounts.invitation_not_open"
    assert people.get_account(db, None, "quicker")["role"] == "student"
    with pytest.raises(NotFound):
        people.get_account(db, None, "slower")
    assert len(sent(db, "accounts.invitation_accepted")) == 1


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [({"username": "alice"}, "username"), ({"password": "password123"}, "password"), ({"username": "a b"}, "username")],
)
def test_what_is_wrong_with_the_account_leaves_the_invitation_open(
    db: Store, link: str, fields: dict[str, str], wrong: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        ask(db, "accept_invitation", body={"username": "erin", "password": PASSWORD, **fields}, token=link)
    assert list(refused.value.details["errors"]) == [wrong]
    assert accepting.preview(db, link).status == "pending"


def _revoked(db: Store, alice: Actor, dana: Actor) -> None:
    invitations.revoke(db, alice, 1)


def _expired(db: Store, alice: Actor, dana: Actor) -> None:
    expire(db, 1)


def _blocked(db: Store, alice: Actor, dana: Actor) -> None:
    blocking.block_user(db, PHOTOS, dana, alice.id)


@pytest.mark.parametrize("closed", [_revoked, _expired, _blocked])
def test_a_link_that_is_not_good_any_more_is_refused(
    db: Store, alice: Actor, dana: Actor, link: str, closed: Callable[[Store, Actor, Actor], None]
) -> None:
    closed(db, alice, dana)
    with pytest.raises(InvalidInput):
        accepting.preview(db, link)
    with pytest.raises(InvalidInput):
        accept(db, link)
    assert sent(db, "accounts.invitation_accepted") == []


@pytest.mark.parametrize("forged", ["x", "0" * 43, "a/b", "\ud800", "é" * 5000])
def test_a_forged_link_is_not_there(db: Store, link: str, forged: str) -> None:
    assert link
    with pytest.raises(NotFound):
        accepting.preview(db, forged)
    with pytest.raises(NotFound):
        accept(db, forged)


def test_the_hash_that_is_stored_is_no_link(db: Store, link: str) -> None:
    with db.read() as session:
        kept = queries.invitation_of_token(session, token_hash(link))
        assert kept is not None
    with pytest.raises(NotFound):
        accepting.preview(db, kept.token_hash)


def test_somebody_who_registered_meanwhile_signs_in_instead(db: Store, link: str) -> None:
    registration.register(db, PHOTOS, newcomer("erin"), HERE)
    with pytest.raises(InvalidInput) as refused:
        accept(db, link, "erin2")
    assert list(refused.value.details["errors"]) == ["email"]
