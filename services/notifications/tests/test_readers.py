"""What is remembered of people: accounts is asked once, and what it says later is what counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import insert

from chassis.call import Actor
from chassis.database import Store
from notifications.clients import Contact
from notifications.models import Reader
from notifications.queries import people
from notifications.usecases.readers import SOMEBODY, names, remember

from .conftest import ALICE, BOB, NAMES, FakeAccounts


def contact(name: str, language: str = "en") -> Contact:
    """What accounts says of somebody."""
    return Contact(email="somebody@lectern.test", display_name=name, language=language)


def test_accounts_is_asked_for_who_is_not_known_yet(db: Store) -> None:
    accounts = FakeAccounts()
    assert names(db, accounts, [ALICE.id]) == {ALICE.id: NAMES[ALICE.id]}
    assert names(db, accounts, [ALICE.id, BOB.id]) == {one.id: NAMES[one.id] for one in (ALICE, BOB)}
    assert names(db, accounts, [BOB.id, ALICE.id]) == {one.id: NAMES[one.id] for one in (ALICE, BOB)}
    assert accounts.asked == 2


def test_who_is_gone_is_somebody(db: Store) -> None:
    accounts = FakeAccounts()
    accounts.gone = {BOB.id}
    assert names(db, accounts, [BOB.id]) == {BOB.id: SOMEBODY}


def test_how_somebody_reads_is_remembered_with_the_name(db: Store) -> None:
    accounts = FakeAccounts()
    accounts.languages = {BOB.id: "de"}
    names(db, accounts, [BOB.id])
    assert language_of(db, BOB) == "de"


def test_what_is_said_later_counts(db: Store) -> None:
    names(db, FakeAccounts(), [BOB.id])
    remember(db, {BOB.id: contact("Robert Bell")})
    assert names(db, FakeAccounts(), [BOB.id]) == {BOB.id: "Robert Bell"}


def test_an_answer_that_comes_late_takes_back_nothing_newer(db: Store) -> None:
    class Slow(FakeAccounts):
        def contacts(self, ids: Iterable[int]) -> Mapping[int, Contact]:
            older = super().contacts(ids)
            remember(db, {BOB.id: contact("Robert Bell", "de")})
            return older

    names(db, Slow(), [BOB.id])
    assert names(db, FakeAccounts(), [BOB.id]) == {BOB.id: "Robert Bell"}
    assert language_of(db, BOB) == "de"


def test_who_was_remembered_before_names_were_is_asked_for(db: Store) -> None:
    with db.write() as session:
        session.execute(insert(Reader).values(user_id=BOB.id, language="de", time_zone="UTC"))
    assert names(db, FakeAccounts(), [BOB.id]) == {BOB.id: NAMES[BOB.id]}


def language_of(db: Store, who: Actor) -> str:
    """The language that somebody is told in."""
    with db.read() as session:
        return people.reader(session, who.id).language
