"""The service's settings."""

from __future__ import annotations

from functools import lru_cache

from pydantic import Field

from accounts.domain import Registration
from chassis.settings import ServiceSettings


class AccountsSettings(ServiceSettings):
    """What the accounts service reads. Argon2's defaults are the least that OWASP's cheat sheet recommends."""

    registration: Registration = Field(
        Registration.OPEN, description="who may register: `open`, `students` only, or `invite` (nobody)"
    )
    argon2_memory_kib: int = Field(19_456, ge=8, description="memory one password hash takes, in KiB")
    argon2_time_cost: int = Field(2, ge=1, description="passes over that memory")
    argon2_parallelism: int = Field(1, ge=1, description="lanes of one password hash")


@lru_cache(maxsize=1)
def settings() -> AccountsSettings:
    """The process's settings, read once."""
    return AccountsSettings()
