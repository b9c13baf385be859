"""Handing mails over to a mail server (RFC 5321), several through one connection.

Each step of a delivery is taken here rather than in `smtplib.sendmail`, because it matters how far it came: before
DATA nothing has been handed over for certain, in DATA nobody knows, after its 250 the mail is the server's.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from notifications.mail.message import Message
from notifications.mail.transport import Interrupted, Refused, ServerAway

SERVICE_CLOSING = 421
TOO_BIG = 552


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server. `tls`: `implicit` from the first byte, `starttls` or none."""

    host: str
    port: int
    user: str
    password: str
    tls: str

    @classmethod
    def parse(cls, url: str) -> Server:
        """Read `smtp://user:password@host:587?tls=1`. A password is never sent in the clear, unless `tls=0` says so."""
        parts = urlsplit(url)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise ValueError("SMTP_URL has to read smtp://user:password@host:587?tls=1 or smtps://…")
        wanted = parse_qs(parts.query).get("tls", ["1" if parts.password else "0"])[0]
        tls = "implicit" if parts.scheme == "smtps" else "starttls" if wanted == "1" else ""
        port = parts.port or {"implicit": 465, "starttls": 587}.get(tls, 25)
        return cls(parts.hostname, port, unquote(parts.username or ""), unquote(parts.password or ""), tls)


class SmtpTransport:
    """A mail server. `timeout` is in seconds, for each step."""

    def __init__(self, server: Server, timeout: float) -> None:
        self._server = server
        self._timeout = timeout

    @contextmanager
    def connected(self) -> Iterator[SmtpConnection]:
        """See `Transport.connected`."""
        try:
            client = self._connect()
        except (OSError, smtplib.SMTPException) as error:
            raise ServerAway(f"the mail server is away: {error}") from error
        try:
            yield SmtpConnection(client)
        finally:
            with suppress(OSError, smtplib.SMTPException):
                client.quit()
            client.close()

    def _connect(self) -> smtplib.SMTP:
        server = self._server
        if server.tls == "implicit":
            context = ssl.create_default_context()
            client: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=self._timeout, context=context)
        else:
            client = smtplib.SMTP(server.host, server.port, timeout=self._timeout)
        try:
            self._greet(client)
        except BaseException:
            client.close()
            raise
        return client

    def _greet(self, client: smtplib.SMTP) -> None:
        client.ehlo_or_helo_if_needed()
        if self._server.tls == "starttls":
            client.starttls(context=ssl.create_default_context())
            client.ehlo_or_helo_if_needed()
        if self._server.user:
            client.login(self._server.user, self._server.password)


class SmtpConnection:
    """An open connection."""

    def __init__(self, client: smtplib.SMTP) -> None:
        self._client = client

    def send(self, mail: Message) -> None:
        """See `Connection.send`."""
        self._announce(mail.sender, mail.recipient)
        self._hand_over(mail.content)

    def _announce(self, sender: str, recipient: str) -> None:
        try:
            code, reply = self._client.mail(sender)
            if code != 250:
                raise _not_taken(code, reply) if code == TOO_BIG else ServerAway(f"it takes no mail: {_text(reply)}")
            code, reply = self._client.rcpt(recipient)
            if code not in (250, 251):
                self._client.rset()
                raise _not_taken(code, reply)
        except (OSError, smtplib.SMTPException) as error:
            raise ServerAway(f"the mail server went away: {error}") from error

    def _hand_over(self, content: bytes) -> None:
        try:
            code, reply = self._client.data(content)
        except smtplib.SMTPDataError as error:
            self._reset()
            raise _not_taken(error.smtp_code, error.smtp_error) from error
        except (OSError, smtplib.SMTPException) as error:
            raise Interrupted(f"the connection ended during a mail: {error}") from error
        if code != 250:
            self._reset()
            raise _not_taken(code, reply)

    def _reset(self) -> None:
        with suppress(OSError, smtplib.SMTPException):
            self._client.rset()


def _not_taken(code: int, reply: Any) -> Refused | ServerAway:
    if code == SERVICE_CLOSING:
        return ServerAway(f"the mail server is closing: {_text(reply)}")
    return Refused(f"{code} {_text(reply)}", permanent=code >= 500)


def _text(reply: Any) -> str:
    return reply.decode("utf-8", "replace") if isinstance(reply, bytes) else str(reply)
