"""From a letter to a MIME message: plain text and HTML, with headers that nobody's title can add to."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.utils import format_datetime, parseaddr
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from notifications.mail.letter import Letter
from notifications.mail.message import Message, address_header, alternatives, header, text_header

LONGEST_SUBJECT = 150

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)


class NoAddress(ValueError):
    """What stands in for an address is none."""


def write(letter: Letter, sender: str, base_url: str, moment: datetime) -> Message:
    """The letter as a message. Raises NoAddress."""
    author, from_author = _author(sender)
    reader = _address(letter.to.name, letter.to.address)
    addresses = from_author + address_header("To", reader)
    content = addresses + b"".join(_head(letter, base_url, moment)) + _body(letter, base_url)
    return Message(letter.number, letter.reference, author, reader.addr_spec, content)


def _head(letter: Letter, base_url: str, moment: datetime) -> Iterator[bytes]:
    yield text_header("Subject", one_line(letter.subject)[:LONGEST_SUBJECT])
    yield header("Date", format_datetime(moment))
    yield header("Message-ID", f"<{letter.reference}@{urlsplit(base_url).hostname or 'lectern'}>")
    yield header("Auto-Submitted", "auto-generated")
    if letter.unsubscribe_url:
        yield header("List-Unsubscribe", f"<{letter.unsubscribe_url}>")
        yield header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")


def _body(letter: Letter, base_url: str) -> bytes:
    context = {"letter": letter, "language": letter.to.language, "base_url": base_url}
    plain, html = (_templates.get_template(f"letter.{ending}").render(context) for ending in ("txt", "html"))
    return alternatives(f"={letter.reference}=", plain=plain, html=html)  # a second copy is the same to the byte


def one_line(text: str) -> str:
    """The text without line breaks and control characters, fit for a header."""
    kept = (" " if unicodedata.category(one) in ("Cc", "Zl", "Zp") else one for one in text)
    return " ".join("".join(one for one in kept if unicodedata.category(one) != "Cs").split())


@lru_cache(maxsize=4)
def _author(sender: str) -> tuple[str, bytes]:
    """The bare address, and the header."""
    author = _address(*parseaddr(sender))
    return author.addr_spec, address_header("From", author)


def _address(name: str, address: str) -> Address:
    """Raises NoAddress for what is none, line breaks above all."""
    try:
        if not address.isprintable() or address.count("@") != 1 or " " in address:
            raise ValueError(address)
        return Address(one_line(name), addr_spec=address)
    except (ValueError, LookupError, MessageError) as error:
        raise NoAddress(f"not an address: {address!r}") from error
