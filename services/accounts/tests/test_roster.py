"""Reading a list of people as spreadsheets write it."""

from __future__ import annotations

import pytest

from accounts import roster
from chassis.errors import InvalidInput


def cells(text: str, encoding: str = "utf-8") -> list[dict[str, str]]:
    return [row.cells for row in roster.read(text.encode(encoding))]


ERIN = {"email": "erin@lectern.test", "full_name": "Erin Example", "user_type": "student", "course": "5"}


@pytest.mark.parametrize(
    "text",
    [
        "email,full_name,user_type,course\nerin@lectern.test,Erin Example,student,5\n",
        "email,full_name,user_type,course\r\nerin@lectern.test,Erin Example,student,5\r\n",
        "email,full_name,user_type,course\nerin@lectern.test,Erin Example,student,5",
        'email,full_name,user_type,course\n"erin@lectern.test","Erin Example","student","5"\n',
        "email;full_name;user_type;course\r\nerin@lectern.test;Erin Example;student;5\r\n",
        "email\tfull_name\tuser_type\tcourse\r\nerin@lectern.test\tErin Example\tstudent\t5\r\n",
        "E-Mail,email,Full Name,USER-TYPE, Course \nx, erin@lectern.test ,Erin Example,student,5\n".replace(
            "E-Mail", "n"
        ),
    ],
)
def test_it_reads_what_spreadsheets_write(text: str) -> None:
    for encoding in ("utf-8", "utf-8-sig"):
        (row,) = cells(text, encoding)
        assert {name: row[name] for name in ERIN} == ERIN


def test_commas_quotes_and_line_breaks_within_quotes_belong_to_the_cell() -> None:
    (row,) = cells('email,full_name\r\nerin@lectern.test,"Example, Erin ""E""\r\nthe second"\r\n')
    assert row["full_name"] == 'Example, Erin "E"\r\nthe second'


def test_rows_are_counted_as_a_spreadsheet_does_and_empty_ones_left_out() -> None:
    rows = roster.read(b"email,full_name\na@x.test,A\n,\n\nb@x.test,B\n")
    assert [(row.number, row.cells["email"]) for row in rows] == [(2, "a@x.test"), (5, "b@x.test")]


def test_a_row_with_more_cells_than_columns_is_told() -> None:
    short, long = roster.read(b"email,full_name\na@x.test\nb@x.test,Example, Erin\n")
    assert (short.cells, short.too_long, long.too_long) == ({"email": "a@x.test"}, False, True)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "roster_no_email"),
        (b"name,course\nErin,5\n", "roster_no_email"),
        (b"email,email\na,b\n", "roster_no_email"),
        ("email,full_name\na@x.test,Zoë\n".encode("latin-1"), "roster_not_utf8"),
        ("email\na@x.test\n".encode("utf-16"), "roster_not_utf8"),
        (b"\x00" * 100, "roster_no_email"),
        (b'email,full_name\na@x.test,"never closed\n', "roster_malformed"),
        (b'email,full_name\na@x.test,"closed"early\n', "roster_malformed"),
        (b"email\n" + b"x" * 200_000, "roster_malformed"),
        (b"email\n" + b"a@x.test\n" * 5001, "roster_too_long"),
        (b"email\n" + b" " * roster.MAX_BYTES, "roster_too_large"),
    ],
)
def test_what_is_no_such_list_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        roster.read(content)
    assert refused.value.code == f"accounts.{code}"
    assert list(refused.value.details["errors"]) == ["file"]


def test_five_thousand_rows_are_read() -> None:
    assert len(roster.read(b"email\n" + b"a@x.test\n" * 5000)) == 5000
