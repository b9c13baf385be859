"""How much room the material of a teacher's courses takes, and how much it may.

What counts is what is kept at the moment, so that whatever goes makes room at once. It is added up in the transaction
that adds a file; as these take turns, two files at once cannot both have the last of the room.
"""

from __future__ import annotations

from sqlalchemy.orm import Session

from chassis.call import Actor
from chassis.database import Store
from chassis.errors import TooLarge
from courses import queries
from courses.config import settings
from courses.schemas import MaterialUsage

GIGABYTE = 1_000_000_000


def get_usage(db: Store, actor: Actor) -> MaterialUsage:
    """How much the actor's material takes."""
    with db.read() as session:
        return MaterialUsage(used=queries.bytes_of_materials(session, actor.id), allowed=_allowed())


def require_room(session: Session, teacher_id: int, more: int) -> None:
    """Raises TooLarge when `more` bytes would be too many; what makes it less is always right."""
    allowed = _allowed()
    if allowed is None or more <= 0:
        return
    used = queries.bytes_of_materials(session, teacher_id)
    if used + more > allowed:
        raise TooLarge(
            "courses.quota_exceeded",
            f"Your material takes {_megabytes(used)} of {_megabytes(allowed)} MB; this needs {_megabytes(more)} more."
            " Delete what nobody needs any more, or ask whoever runs Lectern for more room.",
        )


def _allowed() -> int | None:
    return round(settings().teacher_quota_gb * GIGABYTE) or None


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f}".removesuffix(".0")
