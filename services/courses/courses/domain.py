"""Rules of enrolment, as pure functions."""

from __future__ import annotations

import math
from datetime import date
from enum import StrEnum


class Status(StrEnum):
    """What an enrolment is. A row is never deleted while its course lives: `left` and `blocked` are remembered."""

    ACTIVE = "active"
    LEFT = "left"
    BLOCKED = "blocked"


class Membership(StrEnum):
    """What somebody is to a course."""

    OWNER = "owner"
    STUDENT = "student"
    NONE = "none"


class MaterialType(StrEnum):
    """What a piece of material is for its readers."""

    DOCUMENT = "document"
    IMAGE = "image"
    VIDEO = "video"


def fits(content_type: str, material_type: MaterialType) -> bool:
    """Whether a file of this media type is what the material is said to be."""
    family = content_type.partition("/")[0]
    return material_type == (family if family in ("image", "video") else MaterialType.DOCUMENT)


def may_enrol_again(status: Status | None) -> bool:
    """Whether a student may enrol by themselves: unless the teacher has blocked them."""
    return status is not Status.BLOCKED


def dates_in_order(start: date | None, end: date | None) -> bool:
    """A course does not end before it starts; either date may be open."""
    return start is None or end is None or start <= end


def average_rating(total: int, count: int) -> float | None:
    """The mean of the ratings, rounded to two places; None without any."""
    return round(total / count, 2) if count else None


def days_before(rank: int, count: int, days: int) -> float:
    """How many of the last `days` days ago the one with this rank was, if `count` came in swelling and ebbing numbers.

    The first is the longest ago. Each comes later than the one before.
    """
    share = (rank + 0.5) / count
    return days * (1 - share + math.sin(share * 6 * math.pi) / (7 * math.pi))
