"""Whatever people call themselves and their courses: the HTML of a mail has its template's elements, and no others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser
from typing import Any

import pytest

from chassis.clock import wire
from chassis.sealing import seal
from notifications.domain.mails import MailKind
from notifications.domain.notices import NEVER_MAILED, Kind, NotificationType
from notifications.mail.letter import Letter, Recipient
from notifications.mail.writing import write
from notifications.models import Mail, Notification
from notifications.texts import LANGUAGES
from notifications.usecases.letters import news_letter, sealed_letter

MOMENT = datetime(2026, 1, 5, 8, tzinfo=UTC)
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" \' onfocus=\'alert(1)',
    "</title></style></p></a><a href='javascript:alert(1)'>tap</a>",
    "]]><!-- --><!doctype x><?php x ?><svg onload=alert(1)//",
    "{{ letter.to }} {% for x in y %} ${alert(1)} &lt;b&gt; &#60;i&#62;",
    "\u202egpj.exe\u202c a\u200bb\ufeff\ufffd <style>*{}</style>",
]
NAMES = ["title", "message", "student", "teacher", "course", "material", "assignment", "sender", "room", "excerpt",
         "lesson", "inviter", "name"]  # fmt: skip
TIMES = ["due_at", "previous_at", "starts_at", "expires_at"]

Writer = Callable[[str, str], Letter]
"""Makes a letter of which the facts are this text, in this language."""


class Skeleton(HTMLParser):
    """What a page consists of beside its words."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[Any] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append((tag, attrs))

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(tag)

    def handle_comment(self, data: str) -> None:
        self.parts.append(data)

    def handle_decl(self, decl: str) -> None:
        self.parts.append(decl)

    def unknown_decl(self, data: str) -> None:
        self.parts.append(data)

    def handle_pi(self, data: str) -> None:
        self.parts.append(data)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def facts(text: str) -> dict[str, Any]:
    """Every fact that the texts mention; none of them but the times and counts are ours."""
    return {**dict.fromkeys(NAMES, text), **dict.fromkeys(TIMES, wire(MOMENT)), "rating": 5, "score": "50", "hours": 24}


def news(*kinds: Kind, digest: bool = False) -> Writer:
    """Mails about something, or about several things."""

    def write_news(text: str, language: str) -> Letter:
        told = [
            Notification(kind=kind, notification_type=NotificationType.GENERAL, facts=facts(text), link="/courses")
            for kind in kinds
        ]
        mail = Mail(id=1, message_id="0f0e", recipient_id=2, kind=MailKind.DIGEST if digest else MailKind.NEWS)
        return news_letter(mail, Recipient("bob@lectern.test", text, language), told)

    return write_news


def sealed(kind: MailKind) -> Writer:
    """Mails that somebody asked for."""

    def write_sealed(text: str, language: str) -> Letter:
        told = {**facts(text), "sealed_token": seal("token", kind.replace("_", "-"))}
        mail = Mail(id=1, message_id="0f0e", kind=kind, facts=told)
        return sealed_letter(mail, Recipient("eve@elsewhere.test", text, language))

    return write_sealed


MAILED = [kind for kind in Kind if kind not in NEVER_MAILED]
MAILS: dict[str, Writer] = {
    **{kind: news(kind) for kind in MAILED},
    "several": news(*MAILED[:3]),
    "digest": news(*MAILED, *MAILED, digest=True),
    **{kind: sealed(kind) for kind in (MailKind.INVITATION, MailKind.PASSWORD_RESET)},
}


def arrived(letter: Letter) -> EmailMessage:
    """The mail, as its reader's program takes it apart."""
    sent = write(letter, "Lectern <no-reply@lectern.test>", "https://lectern.test", MOMENT)
    return message_from_bytes(sent.content, policy=default)


def skeleton(letter: Letter) -> Skeleton:
    """The HTML part of the mail."""
    html = arrived(letter).get_body(("html",))
    assert html is not None
    return Skeleton(str(html.get_content()))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", MAILS)
def test_hostile_facts_add_no_element_and_no_attribute(kind: str, language: str) -> None:
    plain = skeleton(MAILS[kind]("Harmless", language))
    for text in HOSTILE:
        letter = MAILS[kind](text, language)
        found = skeleton(letter)
        assert found.parts == plain.parts
        assert text in "".join(found.words), "it is shown as it was written"


def test_an_element_in_a_fact_would_be_seen() -> None:
    letter = MAILS["several"]("Harmless", "en")
    assert ("b", []) in Skeleton("<p><b>Harmless</b></p>").parts
    with_link = replace(letter.entries[0], url="https://elsewhere.test/")
    assert skeleton(replace(letter, entries=[with_link, *letter.entries[1:]])).parts != skeleton(letter).parts


BREAKING = "Line\r\nBcc: eve@elsewhere.test\nSubject: another\r\n\r\nA body\x85of\u2028her\x00own"


@pytest.mark.parametrize("kind", MAILS)
def test_hostile_facts_add_no_header_and_no_recipient(kind: str) -> None:
    plain, found = (arrived(MAILS[kind](text, "en")) for text in ("Harmless", BREAKING))
    assert found.keys() == plain.keys()
    assert not [value for value in map(str, found.values()) if any(one in value for one in "\r\n\x00\x85\u2028")]
    assert [one.addr_spec for one in found["To"].addresses] == [one.addr_spec for one in plain["To"].addresses]
