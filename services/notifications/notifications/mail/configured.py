"""The way mail leaves, as the settings have it."""

from __future__ import annotations

from functools import lru_cache

from notifications.config import settings
from notifications.mail.folder import FolderTransport
from notifications.mail.smtp import Server, SmtpTransport
from notifications.mail.transport import Transport


@lru_cache(maxsize=1)
def transport() -> Transport:
    """A mail server if one is named, else a folder. Raises ValueError for an SMTP_URL that is none."""
    chosen = settings()
    if chosen.smtp_url:
        return SmtpTransport(Server.parse(chosen.smtp_url), chosen.mail_timeout)
    return FolderTransport(chosen.mail_dir)
