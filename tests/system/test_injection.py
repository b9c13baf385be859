"""Texts that would be commands to a database or a browser are texts: found, and given back, as they were written."""

from __future__ import annotations

import secrets
from typing import Any

import pytest

from lectern.system import System
from lectern.testing import Person
from lectern.testing.people import client
from services.assignments.tests import samples

TEXTS = (
    "100%", "under_score", "it's", 'a "quote"', "semi; DROP TABLE courses;--", "back\\slash", "x' OR '1'='1",
    'y" OR "z', "star*", "NEAR(a b)", "col:umn", "a AND b NOT c", "/* note */", "${env}", "{{ 7*7 }}", "^caret -minus",
)  # fmt: skip
SEARCHES = frozenset({"search", "q"})


def searching(system: System) -> list[tuple[str, str]]:
    """Every published operation that searches, and the parameter it searches by."""
    with client(system.url) as anonymous:
        paths = anonymous.get("/api/schema/").raise_for_status().json()["paths"]
    found = [(path, item["get"].get("parameters", [])) for path, item in paths.items() if "get" in item]
    return [(path, one["name"]) for path, parameters in found for one in parameters if one["name"] in SEARCHES]


def test_any_search_is_answered_whatever_it_says(system: System, alice: Person) -> None:
    operations = searching(system)
    assert len(operations) > 3
    for path, name in operations:
        for text in (*TEXTS, "%", "_", "'", '"', "\\", "*", "-", "%' --"):
            answer = alice.api.get(path, params={name: text})
            assert answer.status_code == 200, f"{path} {text!r}: {answer.text}"
        for text in ("\x00", "'\x00"):
            assert alice.api.get(path, params={name: text}).status_code == 400, f"{path} {text!r}"


def test_a_search_finds_what_says_the_same_and_nothing_else(alice: Person) -> None:
    mark = secrets.token_hex(4)
    made = {text: alice.course(title=f"{mark} {text}")["id"] for text in TEXTS}
    alice.course(title=f"{mark} 1000 underXscore its back/slash")
    for text, course in made.items():
        found = alice.api.get("/api/courses/", params={"mine": 1, "search": f"{mark} {text}"}).raise_for_status().json()
        assert [one["id"] for one in found] == [course], text
    everything = alice.api.get("/api/courses/", params={"mine": 1, "search": mark}).raise_for_status().json()
    assert len(everything) == len(TEXTS) + 1


@pytest.mark.parametrize("name", ["a\r\nX-Evil: 1.pdf", 'a"; filename="b.html', "a%0d%0aX-Evil: 1.pdf", "\u2028.pdf"])
def test_the_name_of_a_file_adds_no_header(alice: Person, name: str) -> None:
    course: Any = alice.course()["id"]
    form = {"course": str(course), "title": name.replace("\r\n", " "), "material_type": "document"}
    file = {"file": (name, samples.pdf(samples.BIOLOGY), "application/pdf")}
    made = alice.api.post("/api/materials/", data=form, files=file).raise_for_status().json()
    answer = alice.api.get(made["file"])
    assert answer.status_code == 200
    assert "x-evil" not in answer.headers
    shown = answer.headers["content-disposition"]
    assert shown.count('"') == 2, "the name is within its quotes"
    assert shown.isascii()
    assert shown.isprintable()
