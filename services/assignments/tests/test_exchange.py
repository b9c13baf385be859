"""Files for other programs, and from them."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from xml.etree import ElementTree as Xml

import pytest

from assignments.domain import AssignmentStatus
from assignments.formats import gift, qti, table
from assignments.formats.problems import Unreadable
from assignments.schemas.assignments import Assignment
from assignments.schemas.content import CardsShown, QuizShown
from assignments.schemas.exchange import Export, ExportBody, ExportFormat, ImportBody
from assignments.usecases import exchange
from chassis.call import Actor
from chassis.errors import Conflict, Forbidden, InvalidInput, NotFound, TooLarge
from services.assignments.tests.conftest import ALICE, BIOLOGY, BOB, CHARLIE, QUESTIONS, Room

TRICKY = {
    "id": "t1",
    "question": "What is {x | x = 1}?\nThink: ~now~ \\ # later",
    "options": ["a = b", "~c", "{d}", "e: #f"],
    "correct": 2,
    "explanation": "Because {d} = d",
}
GIFT = """// a remark
$CATEGORY: biology

::Blood:: What carries [oxygen]? {
  =Haemoglobin #right
  ~%-50%Insulin
  ~Keratin ~Collagen
  ####It binds four.
}

Leaves take in {=carbon dioxide ~iron ~neon ~gold} by day.
"""
CSV = "question,option1,option2,option3,option4,correct\nWhere is DNA?,Wall,Nucleus,Membrane,Ribosome,B\n"


def export(room: Room, assignment_id: int, kind: str, who: Actor = ALICE) -> Export:
    reply = exchange.export(room.desk(who), assignment_id, ExportBody(format=ExportFormat(kind)))
    assert reply.body is not None
    return reply.body


def content(room: Room) -> bytes:
    """The one file that was made."""
    (key,) = room.files.storage.list_keys("exports")
    return room.files.read(key, 0, 1_000_000)


def take(room: Room, text: str, who: Actor = ALICE) -> Assignment:
    file = room.arrive(text.encode(), "questions.txt")
    reply = exchange.import_file(room.desk(who), ImportBody(course=BIOLOGY, title="Imported", file=file))
    assert reply.body is not None
    return reply.body


def test_gift_is_read_back_as_it_was_written() -> None:
    questions = [TRICKY, *({**one, "id": f"q{at}"} for at, one in enumerate(QUESTIONS))]
    kept = ("question", "options", "correct", "explanation")
    expected = [{name: one[name] for name in kept if name in one} for one in questions]
    assert gift.read(gift.written(questions)) == expected


def test_gift_of_others_is_read(room: Room) -> None:
    made = take(room, GIFT)
    assert made.status is AssignmentStatus.DRAFT
    assert isinstance(made.content, QuizShown)
    first, second = made.content.questions
    assert (first.question, first.correct, first.explanation) == ("What carries [oxygen]?", 0, "It binds four.")
    assert first.options == ["Haemoglobin", "Insulin", "Keratin", "Collagen"]
    assert second.question == "Leaves take in _____ by day."


@pytest.mark.parametrize("text", ["True? {T}", "Which? {=a ~b}", "Which? {=a =b ~c ~d}", "No answers", "{", ""])
def test_what_is_not_multiple_choice_of_four_is_named(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        gift.read(text)
    assert refused.value.errors


@pytest.mark.parametrize("correct", ["2", "B", "b", "nucleus"])
def test_a_table_says_in_several_ways_what_is_right(correct: str) -> None:
    (found,) = table.questions(CSV.replace(",B\n", f",{correct}\n"))
    assert (found["correct"], found["options"][1]) == (1, "Nucleus")


def test_a_table_of_two_sides_is_a_deck(room: Room) -> None:
    made = take(room, "\ufefffront,back\ncell,the unit of life\n")
    assert isinstance(made.content, CardsShown)
    assert made.content.cards[0].front == "cell"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (CSV + "Why?,a,b,c,d,E\n", "row 3"),
        (CSV + "Why?,a,a,c,d,A\n", "item 2"),
        ("question,option1\nWhy?,a\n", "file"),
        ("front,back\n", "file"),
        ("front,back\ncell,\n", "item 1"),
        ("One? {=a ~b ~c ~d}\n\nTwo? {T}", "question 2"),
    ],
)
def test_a_file_is_taken_whole_or_not_at_all(room: Room, text: str, place: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        take(room, text)
    assert place in refused.value.details["errors"]


def test_a_file_that_is_no_text_is_refused(room: Room) -> None:
    binary = ImportBody(course=BIOLOGY, title="Imported", file=room.arrive(b"\xff\xfe\x00"))
    with pytest.raises(InvalidInput):
        exchange.import_file(room.desk(), binary)
    huge = room.arrive(b"").model_copy(update={"size": exchange.MAX_IMPORT + 1})
    with pytest.raises(TooLarge):
        exchange.import_file(room.desk(), ImportBody(course=BIOLOGY, title="Imported", file=huge))


def test_a_deck_goes_to_anki(room: Room) -> None:
    made = room.deck(title="Words & <b>more</b>")
    assert export(room, made.id, "anki", who=BOB).filename.endswith(".apkg")
    with zipfile.ZipFile(io.BytesIO(content(room))) as archive:
        assert sorted(archive.namelist()) == ["collection.anki2", "media"]
        database = sqlite3.connect(":memory:")
        database.deserialize(archive.read("collection.anki2"))
    fields = [row[0].split("\x1f") for row in database.execute("SELECT flds FROM notes ORDER BY id")]
    assert fields == [["cell", "the unit of life"], ["gene", "a unit of heredity"]]
    assert database.execute("SELECT count(*) FROM cards").fetchone() == (2,)
    database.close()


def test_a_quiz_goes_to_systems_that_read_qti(room: Room) -> None:
    export(room, room.write(title="Cells & <more>").id, "qti")
    with zipfile.ZipFile(io.BytesIO(content(room))) as archive:
        names = archive.namelist()
        trees = {name: Xml.fromstring(archive.read(name)) for name in names}  # noqa: S314  # we have just made them
    space = {"m": qti.PACKAGE, "q": qti.QTI}
    listed = [one.get("href") for one in trees["imsmanifest.xml"].iterfind(".//m:file", space)]
    assert sorted(str(one) for one in listed) == sorted(set(names) - {"imsmanifest.xml"})
    references = [one.get("href") for one in trees["assessment.xml"].iterfind(".//q:assessmentItemRef", space)]
    assert len(references) == len(QUESTIONS)
    for reference, question in zip(references, QUESTIONS, strict=True):
        item = trees[str(reference)]
        choices = {one.get("identifier"): one.text for one in item.iterfind(".//q:simpleChoice", space)}
        right = item.findtext(".//q:correctResponse/q:value", namespaces=space)
        assert list(choices.values()) == question["options"]
        assert choices[right] == question["options"][question["correct"]]
    identifiers = [one.get("identifier") for one in trees["imsmanifest.xml"].iterfind(".//m:resource", space)]
    assert len(set(identifiers)) == len(identifiers)


def test_grades_name_everybody_and_run_nothing(room: Room) -> None:
    room.courses.students.add(CHARLIE.id)
    made = room.write(max_attempts=2)
    room.submit(made.id, 0, 2, 1)
    last = room.submit(made.id, 0, 2, 0)
    export(room, made.id, "grades")
    rows = content(room).decode("utf-8-sig").splitlines()
    assert rows[0] == "student_id,student,submissions,best_score,last_score,last_submitted_at"
    assert rows[1].startswith("2,'=Bob,2,100,67,")
    assert rows[1].endswith(f"{last.submitted_at:%Y-%m-%dT%H:%M}" + rows[1][-8:])
    assert rows[2] == "3,Charlie,0,,,"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@sum", "\t=1", "\r=1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert table.neutral(cell) == f"'{cell}"
    assert table.neutral(-1) == -1


def test_what_tells_the_answers_is_for_the_teacher(room: Room) -> None:
    quiz, deck = room.write(), room.deck()
    for kind in ("gift", "qti", "grades"):
        with pytest.raises(Forbidden):
            export(room, quiz.id, kind, who=BOB)
        with pytest.raises(NotFound):
            export(room, quiz.id, kind, who=CHARLIE)
        with pytest.raises(Conflict):
            export(room, deck.id, kind)
    with pytest.raises(NotFound):
        export(room, deck.id, "anki", who=CHARLIE)
    with pytest.raises(Conflict):
        export(room, quiz.id, "anki")
    with pytest.raises(Forbidden):
        take(room, CSV, who=CHARLIE)
    assert room.files.storage.list_keys("exports") == []
