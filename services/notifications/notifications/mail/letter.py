"""What is in a mail, before it is written as one."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody a mail goes to."""

    address: str
    name: str
    language: str = "en"
    time_zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of news. `url` is absolute."""

    title: str
    message: str
    action: str
    url: str


@dataclass(frozen=True, slots=True)
class Footer:
    """Why somebody gets the mail, and how to get no more."""

    why: str
    links: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Letter:
    """A whole mail. `unsubscribe_url` ends mails of its kind at one POST (RFC 8058); empty for those one asked for."""

    number: int
    reference: str
    to: Recipient
    subject: str
    greeting: str
    entries: list[Entry]
    footer: Footer
    more: str = ""
    unsubscribe_url: str = ""
