"""Exported files are what other programs expect, whatever a teacher has written."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from contextlib import closing
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assignments.domain import OPTIONS, Item
from assignments.formats import anki, gift, qti
from services.assignments.tests import qti_rules

HOSTILE = "~=#{}:\\\n[]%/$&<>\"'nabht 015"
texts = (st.text(HOSTILE, min_size=1, max_size=40) | st.text(min_size=1, max_size=40)).map(
    lambda text: "".join(one for one in text if one.isprintable() or one == "\n").strip()
)
filled = texts.filter(bool)
questions = st.fixed_dictionaries(
    {
        "question": filled,
        "options": st.lists(filled, min_size=OPTIONS, max_size=OPTIONS),
        "correct": st.integers(0, OPTIONS - 1),
    },
    optional={"explanation": filled},
)
LOOKALIKES = [
    "[html]<b>bold</b>",
    "%50%half",
    "//no remark",
    "$CATEGORY: x",
    "::title::",
    "a -> b",
    "\\n",
    "####",
    "{}",
]


def quiz(question: str, **more: Any) -> Item:
    return {"id": "a1", "question": question, "options": ["b", "c", "d", "e"], "correct": 1, **more}


@given(st.lists(questions, min_size=1, max_size=4))
def test_gift_gives_back_every_question_as_it_was(written: list[Item]) -> None:
    assert gift.read(gift.written(written)) == written


@pytest.mark.parametrize("text", LOOKALIKES)
def test_gift_takes_no_text_for_its_own_signs(text: str) -> None:
    written = {"question": text, "options": [text, f"{text}!", "c", "d"], "correct": 0, "explanation": text}
    for correct in range(OPTIONS):
        item = {**written, "correct": correct}
        assert gift.read(gift.written([item])) == [item]


@given(st.lists(questions, min_size=1, max_size=4), filled)
def test_every_package_keeps_to_the_rules_of_qti(written: list[Item], title: str) -> None:
    named = [{**one, "id": f"q{number}"} for number, one in enumerate(written)]
    assert qti_rules.problems(qti.written(title, named)) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b'identifier="CHOICE-1"', b'identifier="1"'),
        (b"<value>CHOICE-1</value>", b"<value>CHOICE-7</value>"),
        (b' timeDependent="false"', b""),
        (b' maxChoices="1"', b' maxChoices="one"'),
        (b'navigationMode="nonlinear"', b'navigationMode="free"'),
        (b"<organizations />", b""),
        (b"match_correct", b"match_wrong"),
        (b'responseIdentifier="RESPONSE"', b'responseIdentifier="ANSWER"'),
        (b'<dependency identifierref="', b'<dependency identifierref="NO-'),
        (b'<assessmentItemRef identifier="ITEMS-ITEM-A1" href="items/item-a1.xml" />', b""),
        (b"<itemBody>", b"<itemBody>words"),
    ],
)
def test_those_rules_catch_what_breaks_them(right: bytes, wrong: bytes) -> None:
    broken, changed = io.BytesIO(), 0
    with (
        zipfile.ZipFile(io.BytesIO(qti.written("Quiz", [quiz("Why?")]))) as package,
        zipfile.ZipFile(broken, "w") as archive,
    ):
        for name in package.namelist():
            content = package.read(name)
            changed += content.count(right)
            archive.writestr(name, content.replace(right, wrong))
    assert changed
    assert qti_rules.problems(broken.getvalue())


@given(st.lists(st.fixed_dictionaries({"front": filled, "back": filled}), min_size=1, max_size=4), filled)
def test_anki_opens_a_deck_and_runs_nothing_in_it(cards: list[Item], title: str) -> None:
    named = [{**card, "id": f"c{number}"} for number, card in enumerate(cards)]
    with zipfile.ZipFile(io.BytesIO(anki.written(title, named, 7, 1_700_000_000.0))) as package:
        assert json.loads(package.read("media")) == {}
        content = package.read("collection.anki2")
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(content)
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        decks, models = map(json.loads, database.execute("SELECT decks, models FROM col").fetchone())
        notes = database.execute("SELECT guid, mid, flds FROM notes ORDER BY id").fetchall()
        homes = database.execute("SELECT DISTINCT did FROM cards").fetchall()
    ((deck,),) = homes
    assert decks[str(deck)]["name"] == title
    (model,) = {mid for _, mid, _ in notes}
    assert [field["name"] for field in models[str(model)]["flds"]] == ["Front", "Back"]
    assert [guid for guid, _, _ in notes] == [f"lectern-7-c{number}" for number in range(len(cards))]
    shown = [fields.split("\x1f") for _, _, fields in notes]
    assert [[_read(side) for side in fields] for fields in shown] == [[one["front"], one["back"]] for one in cards]
    assert not any("<" in side.replace("<br>", "") for fields in shown for side in fields)


def _read(field: str) -> str:
    """What a reader sees of a field of Anki's, which is HTML."""
    text = field.replace("<br>", "\n")
    for name, sign in (("lt", "<"), ("gt", ">"), ("quot", '"'), ("#x27", "'"), ("amp", "&")):
        text = text.replace(f"&{name};", sign)
    return text
