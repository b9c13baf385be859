"""Inviting everybody on a list."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from accounts import models, schemas
from accounts.usecases import invitations, inviting, rosters
from chassis.call import Actor
from chassis.database import Store
from chassis.errors import Forbidden, InvalidInput, NotFound
from chassis.storage import Upload
from chassis.storage.keys import incoming_key

from .asking import Reply, ask
from .cast import FILES
from .letters import sent
from .school import teach


def arrive(content: bytes) -> Upload:
    key = incoming_key()
    FILES.put(key, content)
    return Upload(key=key, filename="list.csv", size=len(content), sha256=hashlib.sha256(content).hexdigest())


def invite_all(db: Store, who: Actor, text: str, query: str = "", key: str | None = None) -> Reply:
    body = {"file": arrive(text.encode()).model_dump()}
    return ask(db, "invite_all", who, body=body, form=True, query=query, key=key)


def wrong(reply: Reply) -> dict[int, list[str]]:
    """The columns that are wrong, by row."""
    return {one["row"]: list(one["errors"]) for one in reply.body["results"] if not one["success"]}


def stored(db: Store) -> int:
    with db.read() as session:
        return session.scalar(select(func.count()).select_from(models.Invitation)) or 0


MIXED = """email,full_name,user_type,course
erin@lectern.test,Erin,student,5
not an address,,,
BOB@lectern.test,Bob,student,
erin@LECTERN.test,Again,,
frank@lectern.test,Frank,Teacher,
gina@lectern.test,Gina,admin,
harry@lectern.test,Harry,teacher,5
ivy@lectern.test,Ivy,student,99
jack@lectern.test,Jack,,Cell biology
kim@lectern.test,Example, Kim,student,5
"""


@pytest.fixture(autouse=True)
def _courses(db: Store, alice: Actor, bob: Actor) -> None:
    """Alice teaches a course; Bob has an account."""
    teach(db, alice, 5, "Cell Biology")
    assert bob


def test_good_rows_are_sent_though_others_fail(db: Store, alice: Actor) -> None:
    reply = invite_all(db, alice, MIXED)
    assert (reply.status, reply.body["created"], reply.body["failed"]) == (200, 3, 7)
    assert [(one["row"], one["success"]) for one in reply.body["results"] if one["success"]] == [
        (2, True), (6, True), (10, True),
    ]  # fmt: skip
    assert wrong(reply) == {
        3: ["email"], 4: ["email"], 5: ["email"], 7: ["user_type"], 8: ["course"], 9: ["course"], 11: ["row"],
    }  # fmt: skip
    told = [(data["email"], data["user_type"], data["course_title"]) for data in sent(db)]
    assert told == [
        ("erin@lectern.test", "student", "Cell Biology"),
        ("frank@lectern.test", "teacher", None),
        ("jack@lectern.test", "student", "Cell Biology"),
    ]
    assert len({data["sealed_token"] for data in sent(db)}) == 3
    ids = [one["id"] for one in reply.body["results"] if one["success"]]
    assert ids == [data["invitation_id"] for data in sent(db)]


def test_a_dry_run_says_the_same_and_sends_nothing(db: Store, alice: Actor) -> None:
    dry = invite_all(db, alice, MIXED, "dry_run=1")
    assert (stored(db), sent(db)) == (0, [])
    assert {one["id"] for one in dry.body["results"]} == {None}
    wet = invite_all(db, alice, MIXED)
    assert wrong(dry) == wrong(wet)
    assert dry.body["created"] == wet.body["created"]


def test_a_list_that_is_sent_twice_is_mailed_once(db: Store, alice: Actor) -> None:
    first = invite_all(db, alice, MIXED, key="one key")
    assert invite_all(db, alice, MIXED, key="one key").body == first.body
    again = invite_all(db, alice, MIXED)
    assert (again.body["created"], stored(db), len(sent(db))) == (0, 3, 3)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(x)"])
def test_a_cell_that_looks_like_a_formula_is_text(db: Store, alice: Actor, cell: str) -> None:
    reply = invite_all(db, alice, f"email,full_name\nerin@lectern.test,{cell}\n{cell},Frank\n")
    assert reply.body["results"][0]["success"]
    assert sent(db)[0]["full_name"] == cell
    assert wrong(reply) == {3: ["email"]}


@pytest.mark.parametrize(
    "content",
    [b"", b"name\nErin\n", b"email\n\xff\xfe\n", b"email\n" + b"a@x.test\n" * 5001, b"email\n" + b"x" * 2**21],
)
def test_what_is_no_list_leaves_nothing(db: Store, alice: Actor, content: bytes) -> None:
    body = {"file": arrive(content).model_dump()}
    with pytest.raises(InvalidInput) as refused:
        ask(db, "invite_all", alice, body=body, form=True)
    assert list(refused.value.details["errors"]) == ["file"]
    assert (stored(db), sent(db)) == (0, [])


def test_charlie_invites_nobody_and_a_file_that_is_gone_is_told(
    db: Store, alice: Actor, charlie: Actor, dana: Actor
) -> None:
    for who in (charlie, dana):
        with pytest.raises(Forbidden):
            invite_all(db, who, MIXED)
    upload = arrive(MIXED.encode())
    FILES.delete(upload.key)
    with pytest.raises(NotFound):
        rosters.invite_all(db, FILES, alice, upload)
    with pytest.raises(InvalidInput):
        ask(db, "invite_all", alice, body={"file": upload.model_dump()})
    assert stored(db) == 0


def test_a_long_list_is_taken_in_portions(db: Store, alice: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rosters, "AT_ONCE", 10)
    sizes: list[int] = []
    real = inviting.store

    def counted(session: Any, inviter: Any, wanted: Any, *more: Any) -> Any:
        sizes.append(len(wanted))
        return real(session, inviter, wanted, *more)

    monkeypatch.setattr(inviting, "store", counted)
    people = "".join(f"p{number}@lectern.test\n" for number in range(25))
    assert invite_all(db, alice, f"email\n{people}").body["created"] == 25
    assert sizes == [10, 10, 5]


def test_who_is_invited_by_another_at_the_same_moment_is_looked_at_again(
    db: Store, alice: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = inviting.store

    def overtaken(session: Any, *more: Any) -> Any:
        monkeypatch.setattr(inviting, "store", real)
        session.rollback()
        raise IntegrityError("INSERT", {}, Exception("taken"))

    monkeypatch.setattr(inviting, "store", overtaken)
    report = invite_all(db, alice, MIXED).body
    assert (report["created"], stored(db)) == (3, 3)


def test_the_invitations_of_a_list_are_like_others(db: Store, alice: Actor) -> None:
    invite_all(db, alice, MIXED)
    listed = invitations.list_invitations(db, alice, schemas.InvitationQuery())
    assert [one.email for one in listed.items] == ["jack@lectern.test", "frank@lectern.test", "erin@lectern.test"]
