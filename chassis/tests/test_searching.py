"""Words in texts: found by the index as they are without it, on both kinds of database."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Integer, Text, delete, insert, select, update
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from chassis.database import Store, searching
from chassis.database.searching import SearchIndex
from chassis.database.trigrams import drop_index, make_index
from chassis.testing.databases import new_database, store_at
from chassis.text import text_key

TEXTS = [
    "Organic chemistry",
    "ÖKOLOGIE der Wälder",
    "100% _real_ \\ 'maths'",
    'say "when" AND OR NOT',
    "数学入門",
    "ab\nabc",
]
SEARCHES = [
    *("chemistry", "CHEM gan", "ökologie", "ÄLD", "wäld öko", "100%", "%", "_", "_re", "\\", "'maths'", "c m"),
    *('"when"', '"', "and or", "AND", "NOT", "数学", "数学入", "学", "abc", "ab", "b", "ab abc"),
    *("nowhere", "*", "chem*", "-a", ""),
]


class Base(DeclarativeBase):
    """The table of these tests."""


class Note(Base):
    """Two texts that are searched."""

    __tablename__ = "notes"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    head: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)


INDEX = SearchIndex(Note.id, Note.head, Note.body)


@pytest.fixture
def notes(tmp_path: Path) -> Store:
    """Notes, half of them there before the index was made."""
    store = store_at(new_database("notes", tmp_path))
    rows = [{"id": number, "head": text_key(words), "body": ""} for number, words in enumerate(TEXTS)]
    with store.write() as session:
        Base.metadata.create_all(session.connection())
        session.execute(insert(Note), rows[::2])
        make_index(session.connection(), "notes", "head", "body")
        session.execute(insert(Note), rows[1::2])
    return store


def found(store: Store, search: str) -> list[int]:
    with store.read() as session:
        return list(session.scalars(INDEX.narrow(session, select(Note.id), search).order_by(Note.id)))


def expected(search: str) -> list[int]:
    return [
        number
        for number, words in enumerate(TEXTS)
        if all(word in text_key(words) for word in text_key(search).split())
    ]


@pytest.mark.parametrize("few", [searching.FEW, 0], ids=["of few rows", "of many rows"])
def test_words_are_found_anywhere_in_a_text_whatever_their_length(
    notes: Store, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "FEW", few)
    assert {search: found(notes, search) for search in SEARCHES} == {search: expected(search) for search in SEARCHES}


def test_words_may_stand_in_different_texts_of_a_row(notes: Store) -> None:
    with notes.write() as session:
        session.execute(insert(Note).values(id=50, head="green", body="apples"))
    assert (found(notes, "green apples"), found(notes, "greenapples")) == ([50], [])


def test_what_is_changed_or_deleted_is_no_longer_found_as_it_was(notes: Store) -> None:
    with notes.write() as session:
        session.execute(update(Note).where(Note.id == 0).values(body="rocks", head="geology"))
        session.execute(delete(Note).where(Note.id == 1))
    after = {"chemistry": [], "ökologie": [], "geology": [0], "rocks": [0]}
    assert {word: found(notes, word) for word in after} == after


def test_the_index_can_be_removed_and_made_again(notes: Store) -> None:
    with notes.write() as session:
        drop_index(session.connection(), "notes")
        session.execute(update(Note).where(Note.id == 0).values(head="geology"))
        make_index(session.connection(), "notes", "head", "body")
    assert found(notes, "geology") == [0]
