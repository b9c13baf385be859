"""The service's settings."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from pathlib import Path

from pydantic import Field

from chassis.settings import ServiceSettings


class NotificationsSettings(ServiceSettings):
    """What the processes of this package read."""

    public_url: str = Field("http://127.0.0.1:8000", description="scheme and host of the links in mails")
    smtp_url: str = Field(
        "", description="mail server, `smtp://user:password@host:587?tls=1` or `smtps://…`; empty: files in `MAIL_DIR`"
    )
    mail_dir: Path = Field(Path("var/mail"), description="folder of the mails when there is no mail server")
    mail_from: str = Field("Lectern <lectern@localhost>", description="sender of all mails")
    mail_timeout: float = Field(30, gt=0, description="seconds a mail server may take over one step")
    mail_retries: str = Field(
        "60,300,900,3600,14400,43200",
        pattern=r"^\d+(,\d+)*$",
        description="seconds after which a mail that was refused for now is tried again; after the last it is parked",
    )
    mail_pause: float = Field(60, gt=0, description="seconds that a mail server that is away is left alone at most")

    @property
    def ladder(self) -> tuple[timedelta, ...]:
        """`mail_retries`, rung by rung."""
        return tuple(timedelta(seconds=int(seconds)) for seconds in self.mail_retries.split(","))

    @property
    def base_url(self) -> str:
        """`public_url` without a slash at its end."""
        return self.public_url.rstrip("/")


@lru_cache(maxsize=1)
def settings() -> NotificationsSettings:
    """The process's settings, read once."""
    return NotificationsSettings()
