"""Mails as they are written: nobody's name or title adds a header, or runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from notifications.mail.letter import Entry, Footer, Letter, Recipient
from notifications.mail.writing import NoAddress, write

SENDER = "Lectern <no-reply@lectern.test>"
MOMENT = datetime(2026, 1, 5, 8, tzinfo=UTC)
LETTER = Letter(
    number=7,
    reference="0f0e",
    to=Recipient("bob@lectern.test", "Bob Bell", "de"),
    subject="Neues Material",
    greeting="Hallo Bob Bell,",
    entries=[Entry("Neues Material", "„Zellen“ liegt bereit.", "Öffnen", "https://lectern.test/c/5/materials/1")],
    footer=Footer("Warum.", [("Keine mehr", "https://lectern.test/unsubscribe/2.all.x")]),
    unsubscribe_url="https://lectern.test/api/unsubscribe/2.all.x/",
)
HOSTILE = "Bio\r\nBcc: all@lectern.test\r\n\r\n<script>alert(1)</script>\u2028\x00 {{ 7 * 7 }}"


def written(letter: Letter) -> EmailMessage:
    """The mail as its reader gets it."""
    sent = write(letter, SENDER, "https://lectern.test", MOMENT)
    return message_from_bytes(sent.content, policy=default)


def part(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def test_a_mail_has_text_and_html_and_what_mail_programs_look_for() -> None:
    mail = written(LETTER)
    assert mail["Subject"] == "Neues Material"
    assert mail["Message-ID"] == "<0f0e@lectern.test>"
    assert mail["List-Unsubscribe"] == "<https://lectern.test/api/unsubscribe/2.all.x/>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert [one.get_content_type() for one in mail.iter_parts()] == ["text/plain", "text/html"]
    for kind in ("plain", "html"):
        assert "„Zellen“ liegt bereit." in part(mail, kind)
        assert "https://lectern.test/c/5/materials/1" in part(mail, kind)
    assert '<html lang="de">' in part(mail, "html")


def test_what_somebody_asked_for_has_nothing_to_unsubscribe_from() -> None:
    mail = written(replace(LETTER, unsubscribe_url=""))
    assert mail["List-Unsubscribe"] is None


def test_a_hostile_title_adds_no_header_and_no_markup() -> None:
    entry = Entry(HOSTILE, HOSTILE, HOSTILE, "https://lectern.test/")
    mail = written(replace(LETTER, subject=HOSTILE, greeting=HOSTILE, entries=[entry, entry]))
    assert mail["Bcc"] is None
    assert "\n" not in str(mail["Subject"])
    assert "<script" not in part(mail, "html")
    assert "&lt;script&gt;" in part(mail, "html")
    assert "{{ 7 * 7 }}" in part(mail, "plain")


def test_a_hostile_name_stays_a_name() -> None:
    mail = written(replace(LETTER, to=Recipient("bob@lectern.test", 'Bob" <x@y.test>,\r\nBcc: all@lectern.test')))
    assert [one.addr_spec for one in mail["To"].addresses] == ["bob@lectern.test"]
    assert mail["Bcc"] is None


@pytest.mark.parametrize(
    "address",
    ["", "bob", "bob@lectern.test\r\nBcc: x@y.test", "bob@lectern.test, x@y.test", "a b@lectern.test", "@", "a@"],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(NoAddress):
        written(replace(LETTER, to=Recipient(address, "Bob")))


def test_a_very_long_title_is_cut() -> None:
    assert len(str(written(replace(LETTER, subject="x" * 5000))["Subject"])) == 150


def test_what_is_sent_are_lines_that_end_as_mail_servers_want_them() -> None:
    entry = Entry("Title", "one\rtwo\nthree\r\n.\r\n" + "x" * 3000, "Open", "https://lectern.test/")
    sent = write(replace(LETTER, entries=[entry]), SENDER, "https://lectern.test", MOMENT)
    lines = sent.content.split(b"\r\n")
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    assert max(len(line) for line in lines) < 998


def test_a_header_of_ours_is_one_line() -> None:
    with pytest.raises(ValueError, match="not fit"):
        written(replace(LETTER, reference="0f0e\r\nBcc: all@lectern.test"))


def test_the_same_letter_is_the_same_mail_to_the_byte() -> None:
    first, second = (write(LETTER, "l@lectern.test", "https://lectern.test", MOMENT).content for _ in range(2))
    assert first == second
