"""A real mail server (aiosmtpd) for tests and measurements: slow, refusing, or hanging up at the worst moment."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from chassis.testing.processes import free_port


@dataclass
class MailHost:
    """What it does, and what it got. `contents`: the mails it answered 250 to; `refused`: recipients it would not."""

    port: int
    rcpt: str = "250 OK"
    data: str = "250 OK"
    hang_up: str = ""
    """`during`: before a mail is taken; `after`: when it has been taken, without saying so."""
    slowness: float = 0.0
    contents: list[bytes] = field(default_factory=list)
    connections: int = 0
    refused: int = 0

    @property
    def taken(self) -> list[EmailMessage]:
        """The mails it answered 250 to, in order."""
        return [message_from_bytes(content, policy=default) for content in self.contents]

    @property
    def url(self) -> str:
        """Its SMTP_URL."""
        return f"smtp://127.0.0.1:{self.port}"

    def recipients(self) -> Counter[str]:
        """How many mails each address got."""
        return Counter(_found(rb"^To: .*?([^\s<>]+@[^\s<>]+)>?\r?$", content) for content in self.contents)

    def references(self) -> Counter[str]:
        """How many copies of each mail came."""
        return Counter(_found(rb"^Message-ID: (\S+)", content) for content in self.contents)


def _found(pattern: bytes, content: bytes) -> str:
    found: list[bytes] = re.findall(pattern, content, re.MULTILINE)
    return found[0].decode()


@dataclass
class _Answers:
    """What the server's library calls. An object of its own: the library reads every attribute at each connection."""

    host: MailHost

    async def handle_EHLO(  # aiosmtpd's name
        self, server: Any, session: Any, envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        """A client has come."""
        session.host_name = hostname
        self.host.connections += 1
        return responses

    async def handle_RCPT(  # aiosmtpd's name
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """An address is named."""
        answer = self.host.rcpt
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        else:
            self.host.refused += 1
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # aiosmtpd's name
        """A mail has arrived whole."""
        await asyncio.sleep(self.host.slowness)
        how, self.host.hang_up = self.host.hang_up, ""
        answer = self.host.data
        if how != "during" and answer.startswith("2"):
            self.host.contents.append(envelope.content)
        if how:
            server.transport.abort()
        return answer


class _Plain(Controller):
    def factory(self) -> SMTP:
        return SMTP(self.handler, enable_SMTPUTF8=True, hostname="mail.test")


@contextlib.contextmanager
def mail_host(port: int | None = None) -> Iterator[MailHost]:
    """A mail server, for as long as the block runs."""
    host = MailHost(port or free_port())
    controller = _Plain(_Answers(host), hostname="127.0.0.1", port=host.port, ready_timeout=10)
    controller.start()
    try:
        yield host
    finally:
        controller.stop()
