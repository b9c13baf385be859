"""What a client may ask to be written into the log: each operation checked, and freed of what does not belong in it.

A refusal carries a stable code, which goes to the client as it is.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from classroom.domain.board import FIRST_PAGE, SHAPES
from classroom.domain.rights import CHAT, DRAW, GRANTABLE, MODERATE

LONGEST_MESSAGE = 5_000
MOST_POINTS = 2_000
MOST_IDS = 1_000
MOST_MENTIONS = 20
FARTHEST = 1e6
OBJECT_ID = re.compile(r"[A-Za-z0-9_.:-]{1,40}")
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}|[a-z]{1,24}")
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
FEWEST_POINTS = {"stroke": 1, "line": 2, "rect": 2, "ellipse": 2, "text": 1}

Fields = Mapping[str, Any]


class Refused(Exception):
    """The operation is not taken; `code` says why, `retry_ms` when it may be tried again."""

    def __init__(self, code: str, retry_ms: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.retry_ms = retry_ms


def needed_right(kind: str) -> str | None:
    """The right without which an operation is refused; None where everybody in the room may."""
    if kind in ("chat", "edit", "delete"):
        return CHAT
    if kind in ("page", "grant", "mute", "remove", "lock", "record", "lesson"):
        return MODERATE
    return None if kind == "hand" else DRAW


def cleaned(kind: str, d: object) -> dict[str, Any]:
    """The operation's data as it is written into the log. Raises Refused."""
    check = CHECKS.get(kind)
    if check is None:
        raise Refused("unknown_kind")
    if not isinstance(d, Mapping):
        raise Refused("malformed")
    try:
        return check(d)
    except (KeyError, TypeError, ValueError, IndexError):
        raise Refused("malformed") from None


def text_of(value: object) -> str:
    """Text of a message, trimmed. Raises Refused when it is empty or too long."""
    if not isinstance(value, str):
        raise Refused("malformed")
    text = CONTROLS.sub("", value.replace("\r\n", "\n")).strip()
    if not text:
        raise Refused("empty")
    if len(text) > LONGEST_MESSAGE:
        raise Refused("too_long")
    return text


def points_of(value: object, most: int = MOST_POINTS) -> list[list[float]]:
    """Points as `[x, y]` or `[x, y, pressure]`. Raises Refused."""
    if not isinstance(value, list) or not 1 <= len(value) <= most:
        raise Refused("malformed")
    return [_point(one) for one in value]


def shape(kind: str, d: Fields) -> dict[str, Any]:
    """A drawn object. Raises Refused."""
    points = points_of(d["points"])
    if len(points) < FEWEST_POINTS[kind] or (kind != "stroke" and len(points) > FEWEST_POINTS[kind]):
        raise Refused("malformed")
    made = {
        "id": _id(d["id"]),
        "page": _id(d.get("page", FIRST_PAGE)),
        "points": points,
        "color": _colour(d.get("color", "#000000")),
        "width": _number(d.get("width", 2)),
    }
    if d.get("fill") is not None:
        made["fill"] = _colour(d["fill"])
    if kind == "text":
        made["text"] = text_of(d["text"])
    return made


def _chat(d: Fields) -> dict[str, Any]:
    made: dict[str, Any] = {"content": text_of(d.get("content"))}
    if d.get("reply_to") is not None:
        made["reply_to"] = _whole(d["reply_to"])
    mentions = d.get("mentions") or []
    if mentions:
        made["mentions"] = list(dict.fromkeys(_whole(one) for one in mentions[:MOST_MENTIONS]))
    return made


def _edit(d: Fields) -> dict[str, Any]:
    return {"id": _whole(d["id"]), "content": text_of(d["content"])}


def _ids(d: Fields) -> list[str]:
    if not isinstance(d["ids"], list) or not 1 <= len(d["ids"]) <= MOST_IDS:
        raise Refused("malformed")
    return [_id(one) for one in d["ids"]]


def _page(d: Fields) -> dict[str, Any]:
    if d["do"] not in ("add", "go", "remove", "background"):
        raise Refused("malformed")
    made: dict[str, Any] = {"do": d["do"], "id": _id(d["id"])}
    if d["do"] in ("add", "background"):
        background = d.get("background")
        if background is not None and not (isinstance(background, str) and 0 < len(background) <= 300):
            raise Refused("malformed")
        made["background"] = background and CONTROLS.sub("", background).replace("\t", " ").replace("\n", " ")
    return made


def _grant(d: Fields) -> dict[str, Any]:
    caps = d["caps"]
    if not isinstance(caps, Mapping) or not caps or not set(caps) <= GRANTABLE:
        raise Refused("malformed")
    draw, speak = caps.get("draw"), caps.get("speak")
    if not isinstance(draw, bool | None) or not isinstance(speak, bool | None):
        raise Refused("malformed")
    return {"uid": _whole(d["uid"]), "caps": dict(caps)}


def _lock(d: Fields) -> dict[str, Any]:
    if d["what"] not in ("board", "chat"):
        raise Refused("malformed")
    return {"what": d["what"], "on": _flag(d["on"])}


def _lesson(d: Fields) -> dict[str, Any]:
    if d["do"] not in ("start", "end"):
        raise Refused("malformed")
    return {"do": d["do"]}


CHECKS: dict[str, Callable[[Fields], dict[str, Any]]] = {
    **{kind: (lambda d, kind=kind: shape(kind, d)) for kind in SHAPES},  # type: ignore[misc]
    "chat": _chat,
    "edit": _edit,
    "delete": lambda d: {"id": _whole(d["id"])},
    "erase": lambda d: {"ids": _ids(d)},
    "move": lambda d: {"ids": _ids(d), "by": _point(d["by"])[:2]},
    "page": _page,
    "clear": lambda d: {"page": _id(d.get("page", FIRST_PAGE))},
    "undo": lambda d: {},
    "redo": lambda d: {},
    "hand": lambda d: {"up": _flag(d["up"])},
    "grant": _grant,
    "mute": lambda d: {"uid": _whole(d["uid"]), "on": _flag(d.get("on", True))},
    "remove": lambda d: {"uid": _whole(d["uid"])},
    "lock": _lock,
    "record": lambda d: {"on": _flag(d["on"])},
    "lesson": _lesson,
}


def _id(value: object) -> str:
    if not isinstance(value, str) or not OBJECT_ID.fullmatch(value):
        raise Refused("malformed")
    return value


def _colour(value: object) -> str:
    if not isinstance(value, str) or not COLOUR.fullmatch(value):
        raise Refused("malformed")
    return value


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Refused("malformed")
    if not math.isfinite(value) or abs(value) > FARTHEST:
        raise Refused("malformed")
    return value


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 2**63:
        raise Refused("malformed")
    return value


def _flag(value: object) -> bool:
    if not isinstance(value, bool):
        raise Refused("malformed")
    return value


def _point(value: object) -> list[float]:
    if not isinstance(value, list) or len(value) not in (2, 3):
        raise Refused("malformed")
    return [_number(one) for one in value]
