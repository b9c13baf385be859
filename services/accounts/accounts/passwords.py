"""Hashing and checking passwords with Argon2id, off the hub: one takes tens of milliseconds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from accounts.config import settings
from accounts.domain import normal_password
from chassis.blocking import off_hub


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a password is the right one, and whether its hash was made with other parameters than today's."""

    right: bool
    outdated: bool = False


def hash_password(password: str) -> str:
    """A new hash, with salt and parameters in it."""
    return off_hub(_hasher().hash, normal_password(password))


def verify(stored: str | None, password: str) -> Verdict:
    """Compare. Without a stored hash the answer is no, after the same time, so that nobody learns who exists."""
    verdict = off_hub(_verify, stored or _decoy(), normal_password(password))
    return verdict if stored else Verdict(right=False)


def _verify(stored: str, password: str) -> Verdict:
    try:
        _hasher().verify(stored, password)
    except (VerificationError, InvalidHashError):
        return Verdict(right=False)
    return Verdict(right=True, outdated=_hasher().check_needs_rehash(stored))


def _hasher() -> PasswordHasher:
    chosen = settings()
    return PasswordHasher(chosen.argon2_time_cost, chosen.argon2_memory_kib, chosen.argon2_parallelism)


@lru_cache(maxsize=1)
def _decoy() -> str:
    """A hash that nothing matches, as costly as a real one."""
    return hash_password("a decoy for names that do not exist")


@lru_cache(maxsize=1)
def common_passwords() -> frozenset[str]:
    """Passwords that are guessed first, in lower case; only those that are long enough to be allowed otherwise."""
    text = files("accounts").joinpath("common_passwords.txt").read_text("utf-8")
    return frozenset(line for line in text.splitlines() if line and not line.startswith("#"))
