"""From a letter to a MIME message: plain text and HTML, with headers that nobody's title can add to."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from notifications.mail.folder import NUMBER_HEADER
from notifications.mail.letter import Letter

LONGEST_SUBJECT = 150

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=select_autoescape(["html"]),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


class NoAddress(ValueError):
    """What stands in for an address is none."""


def write(letter: Letter, sender: str, base_url: str, moment: datetime) -> EmailMessage:
    """The letter as a message. Raises NoAddress."""
    name, address = parseaddr(sender)
    mail = EmailMessage()
    mail["Subject"] = one_line(letter.subject)[:LONGEST_SUBJECT]
    mail["From"] = _address(name, address)
    mail["To"] = _address(letter.to.name, letter.to.address)
    mail["Date"] = format_datetime(moment)
    mail["Message-ID"] = f"<{letter.reference}@{urlsplit(base_url).hostname or 'lectern'}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail[NUMBER_HEADER] = str(letter.number)
    if letter.unsubscribe_url:
        mail["List-Unsubscribe"] = f"<{letter.unsubscribe_url}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    context = {"letter": letter, "language": letter.to.language, "base_url": base_url}
    mail.set_content(_templates.get_template("letter.txt").render(context), cte="quoted-printable")
    mail.add_alternative(_templates.get_template("letter.html").render(context), subtype="html", cte="quoted-printable")
    mail.set_boundary(f"={letter.reference}=")  # a second copy is the same to the byte
    return mail


def one_line(text: str) -> str:
    """The text without line breaks and control characters, fit for a header."""
    kept = (" " if unicodedata.category(one) in ("Cc", "Zl", "Zp") else one for one in text)
    return " ".join("".join(one for one in kept if unicodedata.category(one) != "Cs").split())


def _address(name: str, address: str) -> Address:
    """Raises NoAddress for what is none, line breaks above all."""
    try:
        if not address.isprintable() or address.count("@") != 1 or " " in address:
            raise ValueError(address)
        return Address(one_line(name), addr_spec=address)
    except (ValueError, LookupError, MessageError) as error:
        raise NoAddress(f"not an address: {address!r}") from error
