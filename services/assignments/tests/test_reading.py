"""What can be made of a PDF and of a model's answer, without either around."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from assignments import basic, documents, pdf, proving
from assignments.asking import parts, reading
from assignments.documents import Unusable
from assignments.domain import OPTIONS, AssignmentType, Item
from assignments.stop_words import language_of
from chassis.storage.files import Files
from services.assignments.tests import samples

QUIZ = AssignmentType.QUIZ
ITEM = {"question": "What?", "options": ["a", "b", "c", "d"], "correct": 1, "page": 1, "quote": "A quote."}


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "not_a_pdf"),
        (b"hello", "not_a_pdf"),
        (b"%PDF-1.4\n%%EOF", "damaged_pdf"),
        (samples.pdf(samples.BIOLOGY)[:700], "damaged_pdf"),
        (samples.recursive(), "damaged_pdf"),
        (samples.encrypted("secret"), "encrypted_pdf"),
        (samples.scanned(), "no_text"),
        (samples.pdf(["", ""]), "no_text"),
        (samples.bomb(), "heavy_pdf"),
    ],
    ids=["nothing", "text", "header", "cut", "recursive", "encrypted", "scanned", "blank", "bomb"],
)
def test_a_pdf_that_cannot_be_used_is_recognised_first(files: Files, content: bytes, problem: str) -> None:
    files.put("sources/a/a.pdf", content)
    with pytest.raises(Unusable) as refused:
        documents.look(files, "sources/a/a.pdf")
    assert refused.value.code == f"assignments.{problem}"
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize("content", [samples.pdf(samples.BIOLOGY), samples.encrypted("")], ids=["plain", "open"])
def test_a_pdf_is_read_page_by_page(files: Files, content: bytes) -> None:
    files.put("sources/a/a.pdf", content)
    documents.look(files, "sources/a/a.pdf")
    pages = documents.read(files, "sources/a/a.pdf")
    assert len(pages) == len(samples.BIOLOGY)
    for page, text in zip(pages, samples.BIOLOGY, strict=True):
        assert proving.normalised(text) in proving.normalised(page)


def test_a_pdf_of_too_many_pages_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(samples.pdf(samples.BIOLOGY))
    monkeypatch.setattr(pdf, "MAX_PAGES", 2)
    assert pdf.read(str(path)) == {"problem": "long_pdf"}
    monkeypatch.setattr(pdf, "MAX_PAGES", 3)
    monkeypatch.setattr(pdf, "MAX_CHARACTERS", 100)
    assert pdf.read(str(path)) == {"problem": "heavy_pdf"}


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("carries oxygen from the lungs", True),
        ("CARRIES   oxygen\nfrom the lungs.", True),
        ("carries carbon from the lungs", False),
        ("oxygen", False),
        ("the \u201cexample\u201d \u2014 of it", True),
    ],
)
def test_a_quote_has_to_be_on_its_page(quote: str, found: bool) -> None:
    assert proving.is_on(quote, 'It carries oxy-\ngen from the\nlungs, the "example" - of it') is found


def test_an_item_is_dropped_unless_its_page_proves_it() -> None:
    pages = ["Nothing is here to see.", "Leaves take in carbon dioxide.", "", ""]
    quote = {"quote": "Leaves take in carbon dioxide"}
    items: list[Item] = [{**quote, "page": 2}, {**quote, "page": 3}, {**quote, "page": 4}, {**quote, "page": 99}, quote]
    assert [one["page"] for one in proving.proven(items, pages)] == [2, 2]


def test_duplicates_are_dropped() -> None:
    again = {**ITEM, "question": "what ?"}
    other = {**ITEM, "question": "Where on earth does the river flow?"}
    assert list(proving.distinct([ITEM, again, other])) == [ITEM, other]
    assert list(proving.distinct([other], known=[ITEM, other])) == []


def test_right_answers_take_every_place_equally_often() -> None:
    questions = [{**ITEM, "question": f"What is {number}?"} for number in range(40)]
    spread = proving.spread(questions)
    assert Counter(one["correct"] for one in spread) == Counter({place: 10 for place in range(OPTIONS)})
    assert all(one["options"][one["correct"]] == "b" for one in spread)
    assert all(sorted(one["options"]) == ["a", "b", "c", "d"] for one in spread)


@pytest.mark.parametrize("kind", ["quiz", "flashcard"])
def test_the_built_in_generator_asks_what_the_document_says(kind: str) -> None:
    items = basic.make(samples.BIOLOGY, kind, 9)
    assert len(items) == 9
    assert {one["page"] for one in items} == {1, 2, 3}
    assert list(proving.proven(items, samples.BIOLOGY)) == items
    assert list(proving.distinct(items)) == items
    assert basic.make(samples.BIOLOGY, kind, 9) == items


def test_a_german_pdf_is_asked_about_in_german(files: Files) -> None:
    files.put("sources/a/a.pdf", samples.pdf(samples.BIOLOGIE))
    pages = documents.read(files, "sources/a/a.pdf")
    items = basic.make(pages, "quiz", 8)
    asked = {item["quote"].split()[0]: item["question"] for item in items}
    assert asked["H\u00e4moglobin"].startswith("Welcher Begriff wird hier beschrieben: \u201eein Protein, das den")
    assert asked["Der"].endswith("Erbinformation des Lebewesens aufbewahrt wird\u201c?")
    assert asked["Chlorophyll"].startswith("Welches Wort fehlt? \u201e")
    assert "am 3. Tag sind die _____" in asked["Wurzeln"]
    assert len(items) == 7
    right = {item["options"][item["correct"]] for item in items}
    assert {"H\u00e4moglobin", "Zellkern", "Fotosynthese", "Spalt\u00f6ffnungen"} <= right
    assert list(proving.proven(items, pages)) == items


def test_abbreviations_and_ordinals_end_no_sentence() -> None:
    sentences = [
        "Ribosomen bauen in der Zelle z. B. Enzyme und vgl. Abb. 3 auch Hormone auf.",
        "Am 3. Oktober und am 12. Mai zeigte Dr. Mendel den Bauern seine Erbsen.",
        "Nobody had read what J. Mendel wrote about peas, cf. Fig. 12 in his book.",
    ]
    assert [one.text for one in basic.sentences_of([" ".join(sentences)])] == sentences


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (" ".join(samples.BIOLOGY), "en"),
        (" ".join(samples.BIOLOGIE), "de"),
        ("The song \u201eDer Mond ist aufgegangen\u201c is one of the best known of that century.", "en"),
        ("", "en"),
    ],
)
def test_the_language_is_that_of_most_words(text: str, language: str) -> None:
    assert language_of([text]) == language


def test_its_options_are_four_different_terms_of_the_document() -> None:
    for item in basic.make(samples.BIOLOGY, "quiz", 12):
        assert len({option.casefold() for option in item["options"]}) == OPTIONS
        right = item["options"].pop(item["correct"])
        assert right.casefold() in item["quote"].casefold()
        assert not any(option.casefold() in item["quote"].casefold() for option in item["options"])


def test_it_covers_a_long_document_from_end_to_end() -> None:
    names = [[samples.word(number, at) for at in range(8)] for number in range(100)]
    pages = ["The {} {} of the {} carries {} to its {}, and no {} ever meets {} or {}.".format(*one) for one in names]
    found = [one["page"] for one in basic.make(pages, "quiz", 10)]
    assert {(page - 1) // 25 for page in found} == {0, 1, 2, 3}
    assert found == sorted(found)


def test_it_makes_nothing_of_nothing() -> None:
    assert basic.make(["", "Contents 1 2 3 4"], "quiz", 5) == []


def test_one_item_more_is_none_of_those_there_are() -> None:
    known = basic.make(samples.BIOLOGY, "quiz", 5)
    (item,) = basic.make(samples.BIOLOGY, "quiz", 1, known)
    assert item["quote"] not in [one["quote"] for one in known]


def test_the_parts_of_a_document_cover_all_of_it() -> None:
    pages = [f"Page {number}. " + "word " * 1000 for number in range(1, 101)]
    few, many = parts.parts_of(pages, 5), parts.parts_of(pages, 200)
    assert len(few) == 5
    assert "[page 1]" in few[0].text
    assert "[page 9" in few[-1].text or "[page 8" in few[-1].text
    assert sum(one.wanted for one in many) >= 200
    assert all(len(one.text) <= parts.PART + 20 for one in many)
    assert all(f"[page {number}]" in "".join(one.text for one in many) for number in range(1, 101))


@pytest.mark.parametrize(
    "answer",
    [
        json.dumps({"items": [ITEM]}),
        json.dumps([ITEM]),
        json.dumps(ITEM),
        json.dumps({"questions": [ITEM, {**ITEM, "options": ["a"]}]}),
        f"Of course!\n```json\n{json.dumps({'items': [ITEM]}, indent=2)}\n```\nAnything else?",
        json.dumps({"items": [ITEM, ITEM]})[:-30],
    ],
    ids=["plain", "list", "bare", "one is wrong", "fenced", "broken off"],
)
def test_an_answer_is_read_with_tolerance(answer: str) -> None:
    assert reading.items_in(answer, QUIZ) == [ITEM]


@pytest.mark.parametrize("answer", ["", "I would rather not.", "{", "[" * 5000, '{"items": []}', '{"a": {"b": 1}}'])
def test_an_answer_without_items_is_said_to_be_unreadable(answer: str) -> None:
    with pytest.raises(reading.Unreadable):
        reading.items_in(answer, QUIZ)


def test_cards_are_read_as_cards() -> None:
    answer = json.dumps({"cards": [{"front": "cell", "back": "unit", "page": 1, "quote": "A cell", "id": "x"}]})
    card = {"front": "cell", "back": "unit", "page": 1, "quote": "A cell"}
    assert reading.items_in(answer, AssignmentType.FLASHCARD) == [card]
