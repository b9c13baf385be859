"""What passes without being kept: cursors, the laser, strokes while they are drawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from classroom.domain.limits import MOST_LIVE_POINTS
from classroom.domain.ops import CHECKS, Refused, points_of
from classroom.domain.rights import DRAW

NEEDS_DRAW = frozenset({"laser", "points"})
KINDS = NEEDS_DRAW | {"cursor", "typing", "quality"}


def needed_right(kind: str) -> str | None:
    """The right without which it does not pass."""
    return DRAW if kind in NEEDS_DRAW else None


def cleaned(kind: str, d: object) -> dict[str, Any]:
    """What is passed on. Raises Refused."""
    if kind not in KINDS or not isinstance(d, Mapping):
        raise Refused("unknown_kind")
    try:
        return _cleaned(kind, d)
    except (KeyError, TypeError, ValueError):
        raise Refused("malformed") from None


def _cleaned(kind: str, d: Mapping[str, Any]) -> dict[str, Any]:
    if kind == "typing":
        return {}
    if kind == "quality":
        return {"level": min(3, max(0, int(d["level"])))}
    if len(d["points"]) > MOST_LIVE_POINTS:
        raise Refused("too_many_points")
    if kind == "points":
        return CHECKS["stroke"](d)
    page = CHECKS["clear"](d)["page"]
    return {"page": page, "points": points_of(d["points"], 8)}
