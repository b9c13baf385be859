"""Rules of accounts, passwords and sign-in sessions, as pure functions."""

from __future__ import annotations

import hashlib
import ipaddress
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from chassis.text import text_key

USERNAME_PATTERN = r"^[A-Za-z0-9_.-]{3,30}$"
PASSWORD_LENGTHS = range(10, 129)
SESSION_LIFE = timedelta(days=30)
TOUCH_EVERY = timedelta(minutes=10)
KEEP_ENDED_SESSIONS = timedelta(days=30)
INVITATION_LIFE = timedelta(days=30)
RESET_LIFE = timedelta(hours=1)


class UserType(StrEnum):
    """What somebody is here."""

    STUDENT = "student"
    TEACHER = "teacher"
    ADMIN = "admin"


class Registration(StrEnum):
    """Who may make an account for themselves: anyone, students only, or nobody without an invitation."""

    OPEN = "open"
    STUDENTS = "students"
    INVITE = "invite"


class InvitationStatus(StrEnum):
    """What became of an invitation."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class Device:
    """Where somebody signs in from, as far as a request tells."""

    address: str = ""
    user_agent: str = ""


@dataclass(frozen=True, slots=True)
class NewAccount:
    """Somebody who is to get an account; the password is the one they typed."""

    username: str
    email: str
    password: str
    user_type: UserType
    full_name: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one field, as a stable code and as a sentence."""

    field: str
    code: str
    message: str


def normal_password(password: str) -> str:
    """The form that is hashed, so that every keyboard's version of a letter is the same one (NIST SP 800-63B: NFKC)."""
    return unicodedata.normalize("NFKC", password)


def password_problem(password: str, username: str, email: str, common: Collection[str]) -> str | None:
    """What is wrong with a new password, as a sentence; None when it will do.

    The rules are those of NIST SP 800-63B: a least length, no rules of composition, and nothing that is guessed
    first. `common` holds common passwords in lower case.
    """
    normal = normal_password(password)
    lowered = normal.casefold()
    if len(normal) not in PASSWORD_LENGTHS:
        return f"Use {PASSWORD_LENGTHS.start} to {PASSWORD_LENGTHS.stop - 1} characters."
    if lowered in (text_key(username), text_key(email)):
        return "Your password must not be your user name or your e-mail address."
    if _repeats(lowered) or lowered in common:
        return "This password is too easy to guess. A few unrelated words make a good one."
    return None


def _repeats(text: str) -> bool:
    """Whether a text is one to four characters over and over: `aaaaaaaaaa`, `abcabcabcabc`."""
    return any(text == (text[:size] * len(text))[: len(text)] for size in range(1, 5))


def token_hash(token: str) -> str:
    """What is stored of a token. The token has 256 random bits, so a fast hash without salt is enough."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def is_live(expires_at: datetime, ended_at: datetime | None, moment: datetime) -> bool:
    """Whether a session's token is good."""
    return ended_at is None and moment < expires_at


def needs_touch(last_seen_at: datetime, moment: datetime) -> bool:
    """Whether a session's last use is old enough to be written down again."""
    return moment - last_seen_at >= TOUCH_EVERY


def standing(stored: InvitationStatus, expires_at: datetime, moment: datetime) -> InvitationStatus:
    """What an invitation is at this moment: time ends a pending one without anybody writing it down."""
    if stored is InvitationStatus.PENDING and moment >= expires_at:
        return InvitationStatus.EXPIRED
    return stored


def network(address: str) -> str:
    """What is throttled as one: an IPv4 address, or the /64 network that one holder of IPv6 addresses has."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
