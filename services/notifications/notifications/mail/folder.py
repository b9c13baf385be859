"""Mails as files, where there is no mail server: one file each, under a name of its own, whole or not at all.

Handing the same mail over again writes the same file: here exactly once needs no luck.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from notifications.mail.message import Message
from notifications.mail.transport import ServerAway

DIGITS = 12


class FolderTransport:
    """A folder of `.eml` files, named by number and Message-ID."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def connected(self) -> Iterator[FolderTransport]:
        """See `Transport.connected`."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ServerAway(f"the folder of mails cannot be made: {error}") from error
        yield self

    def send(self, mail: Message) -> None:
        """See `Connection.send`: written beside its place, then moved there."""
        name = f"{mail.number:0{DIGITS}}-{mail.reference}.eml"
        unfinished = self._folder / f".{name}.{os.getpid()}"
        try:
            unfinished.write_bytes(mail.content)
            unfinished.replace(self._folder / name)
        except OSError as error:
            unfinished.unlink(missing_ok=True)
            raise ServerAway(f"the mail cannot be written: {error}") from error


def newest(folder: Path, limit: int) -> list[tuple[int, EmailMessage]]:
    """The latest mails of a folder, the newest first, with their numbers."""
    if not folder.is_dir():
        return []
    names = sorted((file.name for file in folder.glob("[0-9]*.eml")), reverse=True)[:limit]
    return [(_number(name), _read(folder / name)) for name in names]


def numbered(folder: Path, number: int) -> EmailMessage | None:
    """The mail with this number."""
    found = next(iter(folder.glob(f"{number:0{DIGITS}}-*.eml")), None)
    return _read(found) if found else None


def _number(name: str) -> int:
    return int(name.partition("-")[0])


def _read(file: Path) -> EmailMessage:
    return message_from_bytes(file.read_bytes(), policy=default)
