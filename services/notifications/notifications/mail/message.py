"""A mail as it goes over the wire: RFC 5322 and MIME, put together from parts that are encoded already.

The standard library's `EmailMessage` parses every header again and again; with a thousand mails at once that took
longer than handing them over. Its policies still encode what people have written (subjects and names): nobody's
title or name adds a header.
"""

from __future__ import annotations

import re
from binascii import b2a_qp
from dataclasses import dataclass
from email.headerregistry import Address
from email.policy import SMTP
from functools import lru_cache

_ANY_LINE_BREAK = re.compile("\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Message:
    """A whole mail. `number` and `reference` (of its Message-ID) are ours; `sender` and `recipient` bare addresses."""

    number: int
    reference: str
    sender: str
    recipient: str
    content: bytes


def header(name: str, value: str) -> bytes:
    """A header whose value we have made: one line of printable ASCII. Raises ValueError for any other."""
    if not (value.isascii() and value.isprintable()):
        raise ValueError(f"not fit for a header: {value!r}")
    return f"{name}: {value}\r\n".encode()


@lru_cache(maxsize=64)
def text_header(name: str, text: str) -> bytes:
    """A header with what somebody has written, encoded and folded; one line of text."""
    return SMTP.fold_binary(name, SMTP.header_factory(name, text))


def address_header(name: str, address: Address) -> bytes:
    """A header with one address."""
    return SMTP.fold_binary(name, SMTP.header_factory(name, address))


def alternatives(boundary: str, **texts: str) -> bytes:
    """The body: the same in several subtypes of text, the best last. Headers of the body come first."""
    parts = "".join(f"--{boundary}\r\n{_part(subtype, text)}\r\n" for subtype, text in texts.items())
    head = f'MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="{boundary}"\r\n\r\n'
    return f"{head}{parts}--{boundary}--\r\n".encode("ascii")


def _part(subtype: str, text: str) -> str:
    """Quoted-printable (RFC 2045), which any server passes on."""
    encoded = b2a_qp(_ANY_LINE_BREAK.sub("\r\n", text).encode(), istext=True).decode("ascii")
    head = f'Content-Type: text/{subtype}; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable'
    return f"{head}\r\n\r\n{encoded}"
