"""What mails there are."""

from __future__ import annotations

from enum import StrEnum


class MailKind(StrEnum):
    """What a mail is: news at once or a day's, or what somebody asked for, which holds a token."""

    NEWS = "news"
    DIGEST = "digest"
    INVITATION = "invitation"
    PASSWORD_RESET = "password_reset"  # noqa: S105  # no password
