"""Inviting people one by one: who may, whom, and what becomes of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from accounts import models, queries, schemas, throttles
from accounts.domain import InvitationStatus, UserType, token_hash
from accounts.usecases import invitations
from chassis.call import Actor
from chassis.clock import now
from chassis.database import Store
from chassis.errors import Conflict, Forbidden, InvalidInput, NotFound, TooMany

from .asking import ask
from .conftest import join
from .letters import sent, token
from .school import close, teach

Query = schemas.InvitationQuery


@pytest.fixture(autouse=True)
def _no_news(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not known yet is not waited for."""
    monkeypatch.setattr(invitations, "NEWS_SECONDS", 0)


def invite(db: Store, who: Actor, email: str = "erin@lectern.test", **fields: object) -> schemas.Invitation:
    reply = invitations.invite(db, who, schemas.InvitationBody.model_validate({"email": email, **fields}))
    assert reply.body is not None
    assert (reply.status, reply.location) == (201, f"/api/invitations/{reply.body.id}/")
    return reply.body


def pending(db: Store, who: Actor) -> list[str]:
    return [one.email for one in invitations.list_invitations(db, who, Query(status=InvitationStatus.PENDING)).items]


def expire(db: Store, invitation_id: int) -> None:
    past = now() - timedelta(seconds=1)
    with db.write() as session:
        these = models.Invitation.id == invitation_id
        session.execute(update(models.Invitation).where(these).values(expires_at=past))


def test_an_invitation_says_all_that_a_mail_needs(db: Store, alice: Actor) -> None:
    teach(db, alice)
    made = invite(db, alice, full_name="Erin Example", course=5)
    assert (made.status, made.course, made.course_title) == ("pending", 5, "Biology")
    assert made.expires_at - made.created_at == timedelta(days=30)
    (data,) = sent(db)
    assert data == {
        "invitation_id": made.id,
        "email": "erin@lectern.test",
        "full_name": "Erin Example",
        "user_type": "student",
        "inviter_id": alice.id,
        "inviter_name": "Alice Example",
        "course_id": 5,
        "course_title": "Biology",
        "sealed_token": data["sealed_token"],
        "expires_at": made.expires_at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "attempt": 1,
    }


def test_the_token_is_stored_as_a_hash_only(db: Store, alice: Actor) -> None:
    invite(db, alice)
    secret = token(sent(db)[0])
    with db.read() as session:
        kept = queries.invitation_of_token(session, token_hash(secret))
        assert kept is not None
        assert secret not in str(vars(kept).values())


def test_it_refuses_a_second_invitation_and_people_who_are_in(db: Store, alice: Actor, bob: Actor) -> None:
    invite(db, alice, "Erin@Lectern.test")
    for email, code in (
        ("erin@lectern.test", "accounts.already_invited"),
        ("BOB@lectern.test", "accounts.already_a_user"),
    ):
        with pytest.raises(InvalidInput) as refused:
            invite(db, alice, email)
        assert (refused.value.code, list(refused.value.details["errors"])) == (code, ["email"])
    assert len(sent(db)) == 1
    assert bob.id


def test_one_that_has_expired_does_not_stand_in_the_way(db: Store, alice: Actor) -> None:
    first = invite(db, alice)
    expire(db, first.id)
    assert invitations.get_invitation(db, alice, first.id).status == "expired"
    second = invite(db, alice)
    states = [(one.id, one.status) for one in invitations.list_invitations(db, alice, Query()).items]
    assert states == [(second.id, "pending"), (first.id, "expired")]
    with pytest.raises(InvalidInput):
        invitations.resend(db, alice, first.id)


@pytest.mark.parametrize("user_type", ["admin", "root", "", None, 7])
def test_nobody_is_invited_as_an_administrator(db: Store, alice: Actor, user_type: object) -> None:
    with pytest.raises(InvalidInput):
        ask(db, "invite", alice, body={"email": "erin@lectern.test", "user_type": user_type})


def test_only_into_courses_of_ones_own_and_only_students(db: Store, alice: Actor, charlie: Actor) -> None:
    teach(db, charlie, 5)
    teach(db, alice, 6)
    for course in (5, 999):
        with pytest.raises(InvalidInput) as refused:
            invite(db, alice, course=course)
        assert list(refused.value.details["errors"]) == ["course"]
    with pytest.raises(InvalidInput):
        ask(db, "invite", alice, body={"email": "erin@lectern.test", "user_type": "teacher", "course": 6})
    close(db, alice, 6, minute=1)
    with pytest.raises(InvalidInput):
        invite(db, alice, course=6)
    assert sent(db) == []


def test_the_news_of_a_new_course_is_waited_for(db: Store, alice: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invitations, "NEWS_SECONDS", 30)
    monkeypatch.setattr("accounts.usecases.invitations.time.sleep", lambda _: teach(db, alice))
    assert invite(db, alice, course=5).course_title == "Biology"


def test_an_invitation_into_a_course_that_is_gone_is_one_into_none(db: Store, alice: Actor) -> None:
    teach(db, alice)
    made = invite(db, alice, course=5)
    close(db, alice, minute=1)
    left = invitations.get_invitation(db, alice, made.id)
    assert (left.status, left.course, left.course_title) == ("pending", None, None)


@pytest.mark.parametrize("method", ["get_invitation", "revoke_invitation", "resend_invitation"])
def test_the_invitations_of_others_are_not_there(db: Store, alice: Actor, method: str) -> None:
    made = invite(db, alice)
    carol = join(db, "carol", UserType.TEACHER)
    with pytest.raises(NotFound):
        ask(db, method, carol, id=made.id)
    assert ask(db, "list_invitations", carol).body == []
    assert pending(db, alice) == ["erin@lectern.test"]
    assert len(sent(db)) == 1


@pytest.mark.parametrize(
    "method", ["list_invitations", "invite", "get_invitation", "revoke_invitation", "resend_invitation", "get_template"]
)
def test_charlie_and_dana_invite_nobody(db: Store, alice: Actor, charlie: Actor, dana: Actor, method: str) -> None:
    made = invite(db, alice)
    for who in (charlie, dana):
        with pytest.raises(Forbidden):
            ask(db, method, who, body={"email": "x@lectern.test"}, id=made.id)
    assert len(sent(db)) == 1


def test_sending_again_renews_the_thirty_days_and_kills_the_old_link(db: Store, alice: Actor) -> None:
    made = invite(db, alice)
    expire(db, made.id)
    again = invitations.resend(db, alice, made.id)
    assert again.status == "pending"
    assert again.resent_at is not None
    assert again.expires_at - again.resent_at == timedelta(days=30)
    first, second = sent(db)
    assert (first["attempt"], second["attempt"]) == (1, 2)
    with db.read() as session:
        assert queries.invitation_of_token(session, token_hash(token(first))) is None
        assert queries.invitation_of_token(session, token_hash(token(second))) is not None


def test_a_revoked_invitation_is_closed_and_its_address_free(db: Store, alice: Actor) -> None:
    made = invite(db, alice)
    invitations.revoke(db, alice, made.id)
    invitations.revoke(db, alice, made.id)
    assert pending(db, alice) == []
    assert invitations.get_invitation(db, alice, made.id).status == "revoked"
    with pytest.raises(Conflict):
        invitations.resend(db, alice, made.id)
    assert invite(db, alice).id != made.id


def test_the_list_is_paged_and_told_apart_by_what_became_of_them(db: Store, alice: Actor) -> None:
    ids = [invite(db, alice, f"e{number}@lectern.test").id for number in range(4)]
    invitations.revoke(db, alice, ids[0])
    expire(db, ids[1])
    first = invitations.list_invitations(db, alice, Query(limit=3))
    rest = invitations.list_invitations(db, alice, Query(limit=3, cursor=first.next_cursor))
    assert [one.id for one in (*first.items, *rest.items)] == ids[::-1]
    found = {
        status: [one.id for one in invitations.list_invitations(db, alice, Query(status=status)).items]
        for status in InvitationStatus
    }
    assert found == {"pending": ids[:1:-1], "expired": [ids[1]], "revoked": [ids[0]], "accepted": []}


@pytest.mark.usefixtures("throttled")
def test_a_teacher_invites_so_many_a_day_and_sends_the_same_again_so_often(
    db: Store, alice: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, carol = invite(db, alice), join(db, "carol", UserType.TEACHER)
    for _ in range(throttles.RESENDS_PER_INVITATION.limit + 1):
        with pytest.raises(NotFound):
            invitations.resend(db, carol, made.id)
    for _ in range(throttles.RESENDS_PER_INVITATION.limit):
        invitations.resend(db, alice, made.id)
    with pytest.raises(TooMany):
        invitations.resend(db, alice, made.id)
    throttles.count_invitations(alice.id, throttles.INVITATIONS_PER_TEACHER.limit)
    with pytest.raises(TooMany):
        invite(db, alice, "frank@lectern.test")


def test_the_list_to_fill_in_is_csv(db: Store, alice: Actor) -> None:
    reply = ask(db, "get_template", alice, raw=True)
    assert reply.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in reply.headers["Content-Disposition"]
    assert reply.body == "email,full_name,user_type,course\r\n"
