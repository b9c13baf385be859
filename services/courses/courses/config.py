"""The service's settings."""

from __future__ import annotations

from functools import lru_cache

from pydantic import Field

from chassis.settings import ServiceSettings


class CoursesSettings(ServiceSettings):
    """What the courses service reads."""

    teacher_quota_gb: float = Field(
        5, ge=0, description="gigabytes that the material of all courses of a teacher may take; 0: as much as there is"
    )


@lru_cache(maxsize=1)
def settings() -> CoursesSettings:
    """The process's settings, read once."""
    return CoursesSettings()
