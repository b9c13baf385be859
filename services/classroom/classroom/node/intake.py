"""What a socket of `class.v1` sends: read, checked against its rights and its pace, and done."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import orjson

from classroom.domain import ops, passing
from classroom.domain.board import SHAPES
from classroom.domain.limits import MOST_OBJECTS
from classroom.domain.ops import Refused
from classroom.domain.rights import SPEAK
from classroom.node import telling
from classroom.node.frames import message
from classroom.node.peer import TOO_FAST, Peer
from classroom.node.session import Session
from classroom.node.writer import Wish
from classroom.usecases.log import Op

LONGEST_CID = 64
TEACHERS = frozenset({"grant", "mute", "remove", "lock", "record", "lesson"})


class Intake:
    """One socket's messages in one room."""

    def __init__(self, session: Session, peer: Peer) -> None:
        self._session = session
        self._peer = peer

    def receive(self, content: str | bytes) -> None:
        """A message. What is not taken is refused with a code; nothing here raises."""
        cid: object = None
        try:
            if isinstance(content, bytes):
                self.speak(content)
                return
            told = orjson.loads(content)
            if not isinstance(told, dict):
                raise Refused("malformed")
            cid = told.get("cid")
            self._take(told)
        except orjson.JSONDecodeError:
            self.refuse(Refused("malformed"), None)
        except Refused as refused:
            self.refuse(refused, cid)

    def refuse(self, refused: Refused, cid: object) -> None:
        """Tell that something was not taken; a socket that is refused all the time is closed."""
        cid = cid if isinstance(cid, str | int) else None
        self._peer.queue(telling.refusal(refused.code, cid, refused.retry_ms))
        self._session.room.outlet.wake()
        if self._peer.pace.is_hopeless(time.monotonic()):
            self._peer.close(TOO_FAST, "too fast")

    def operate(self, kind: str, d: object, cid: str | None) -> None:
        """Write something into the log. Raises Refused."""
        self.require(ops.needed_right(kind))
        self.keep_pace("chat" if kind == "chat" else "op")
        cleaned = ops.cleaned(kind, d)
        if kind in SHAPES:
            self._require_room_on_board()
        if kind == "record" and not self._session.room.may_record:
            raise Refused("not_recorded")
        peer = self._peer
        client_id = peer.client_id if cid else None
        op = Op(peer.user_id, kind, cleaned, client_id, cid, peer.admitted.is_teacher)
        self._session.writer.submit(Wish(op, peer))

    def require(self, right: str | None) -> None:
        """Raises Refused for somebody without the right."""
        if right is not None and right not in self._peer.caps:
            raise Refused("not_allowed")

    def keep_pace(self, name: str) -> None:
        """Raises Refused for somebody too fast."""
        wait = self._peer.pace.wait(name, time.monotonic())
        if wait > 0:
            raise Refused("too_fast", int(wait * 1000) + 1)

    def speak(self, frame: bytes) -> None:
        """Pass audio on. Raises Refused."""
        self.require(SPEAK)
        self.keep_pace("audio")
        self._session.room.voices.speak(self._peer, frame)

    def _require_room_on_board(self) -> None:
        board = self._session.room.board
        if len(board.objects) >= MOST_OBJECTS and sum(1 for _ in board.visible()) >= MOST_OBJECTS:
            raise Refused("board_full")

    def _take(self, told: Mapping[str, Any]) -> None:
        kind = told.get("type")
        if kind == "op":
            self.operate(str(told.get("k")), told.get("d"), _cid(told))
        elif kind in TEACHERS:
            self.operate(str(kind), told, _cid(told))
        elif kind == "eph":
            self._pass(str(told.get("k")), told.get("d"))
        elif kind == "ping":
            self._peer.queue(message({"type": "pong", "t": _number(told.get("t"))}))
            self._session.room.outlet.wake()
        else:
            raise Refused("unknown_type")

    def _pass(self, kind: str, d: object) -> None:
        self.require(passing.needed_right(kind))
        self.keep_pace("eph")
        self._session.room.passes(self._peer, kind, passing.cleaned(kind, d))


def _cid(told: Mapping[str, Any]) -> str:
    """What the client calls the operation. Raises Refused: without it nothing could be acknowledged."""
    cid = told.get("cid")
    if isinstance(cid, int) and not isinstance(cid, bool):
        cid = str(cid)
    if not isinstance(cid, str) or not 0 < len(cid) <= LONGEST_CID:
        raise Refused("no_cid")
    return cid


def _number(value: object) -> float:
    return value if isinstance(value, int | float) else 0
