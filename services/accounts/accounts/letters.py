"""Secrets that are sent by mail: random, stored as hashes, and sealed for whoever writes the mail."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from accounts.domain import token_hash
from chassis.sealing import seal

INVITATION = "invitation"
PASSWORD_RESET = "password-reset"  # noqa: S105 (the name of a purpose)


@dataclass(frozen=True, slots=True)
class Letter:
    """A token as it is kept here, and as it travels."""

    digest: str
    sealed: str


def write(purpose: str) -> Letter:
    """A new token for one purpose. Not inside `write()`: encrypting takes its time."""
    token = secrets.token_urlsafe(32)
    return Letter(token_hash(token), seal(token, purpose))


def write_many(purpose: str, count: int) -> list[Letter]:
    """So many new tokens."""
    return [write(purpose) for _ in range(count)]
