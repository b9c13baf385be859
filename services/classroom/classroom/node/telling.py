"""How things are told to sockets, in both dialects: JSON objects of `class.v1`, and of the plain one."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from typing import Any

from chassis.clock import wire
from classroom.domain import audio
from classroom.domain.board import BOARD_KINDS, Board
from classroom.domain.limits import LARGEST_AUDIO, LARGEST_JSON, MOST_LIVE_POINTS, MOST_OBJECTS, RATES
from classroom.domain.ops import LONGEST_MESSAGE
from classroom.node.frames import message
from classroom.node.peer import Peer
from classroom.usecases.owning import Happened
from classroom.usecases.whiteboard import action

CHUNK = 64 * 1024 - 4096
LIMITS = {
    "message": LONGEST_MESSAGE,
    "json": LARGEST_JSON,
    "audio": LARGEST_AUDIO,
    "objects": MOST_OBJECTS,
    "live_points": MOST_LIVE_POINTS,
    "rates": {name: rate for name, (rate, _) in RATES.items()},
}
STALE_FOR_PLAIN = BOARD_KINDS - {"stroke", "clear"}
"""What a plain client cannot follow: it is shown the whole board instead."""


def event(one: Happened) -> bytes:
    """An event for `class.v1`."""
    told: dict[str, Any] = {
        "type": "ev",
        "seq": one.seq,
        "ts": wire(one.at),
        "uid": one.user_id,
        "k": one.kind,
        "d": one.d,
    }
    if one.cid is not None:
        told["cid"] = one.cid
    return message(told)


def passing(peer: Peer, kind: str, d: Mapping[str, Any]) -> bytes:
    """Something that passes, for `class.v1`."""
    return message({"type": "eph", "uid": peer.user_id, "sid": peer.sid, "k": kind, "d": d})


def plain_event(one: Happened, name: str) -> bytes | None:
    """An event for a plain client; None when it has no word for it."""
    who = {"sender": one.user_id, "sender_name": name, "created_at": wire(one.at)}
    if one.kind == "chat":
        return message({"type": "chat", "id": one.d["id"], "message": one.d["content"], **who})
    if one.kind == "stroke":
        drawn = {field: one.d[field] for field in ("id", "points", "color", "width")}
        return message({"type": "draw", **drawn, **who})
    return message({"type": "clear", "id": str(one.seq), **who}) if one.kind == "clear" else None


def plain_board(board: Board, names: Mapping[int, str]) -> bytes:
    """The page that is shown, for a plain client."""
    drawn = (one for _, one in board.visible() if one.d["page"] == board.page)
    actions = [_plain_action({**action(one), "sender_name": names.get(one.uid, "")}) for one in drawn]
    return message({"type": "whiteboard_state", "actions": actions})


def plain_audio(frame: bytes, user_id: int, name: str) -> bytes | None:
    """Audio for a plain client; None when it could not play it."""
    samples = audio.pcm_of(frame)
    if samples is None:
        return None
    told = {"type": "audio", "data": base64.b64encode(samples).decode(), "sender": user_id, "sender_name": name}
    return message(told)


def snapshot(epoch: int, seq: int, items: Iterable[Mapping[str, Any]]) -> list[bytes]:
    """The board's whole state in frames of bounded size."""
    chunks: list[list[Mapping[str, Any]]] = [[]]
    size = 0
    for item in items:
        grown = len(message(dict(item)))
        if chunks[-1] and size + grown > CHUNK:
            chunks.append([])
            size = 0
        chunks[-1].append(item)
        size += grown
    return [
        message({"type": "snap", "ep": epoch, "seq": seq, "i": index, "n": len(chunks), "ops": ops})
        for index, ops in enumerate(chunks)
    ]


def refusal(code: str, cid: object = None, retry_ms: int | None = None, fatal: bool = False) -> bytes:
    """Something was not taken."""
    told: dict[str, Any] = {"type": "err", "code": code}
    if cid is not None:
        told["cid"] = cid
    if retry_ms is not None:
        told["retry_ms"] = retry_ms
    return message({**told, "fatal": True} if fatal else told)


def _plain_action(one: dict[str, Any]) -> dict[str, Any]:
    """Strokes are `draw`; other shapes keep their name, with their corners as points."""
    return {**one, "type": "draw"} if one["type"] == "stroke" else one
