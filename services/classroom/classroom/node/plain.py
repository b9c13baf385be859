"""What a socket without the subprotocol sends, in the plain dialect, translated into what everybody else does.

`{"type": "chat", "message"}`, `{"type": "draw", "points", "color", "width"}`, `{"type": "clear"}` and
`{"type": "audio", "data"}` with base64 of PCM16 at 16 kHz.
"""

from __future__ import annotations

import base64
import secrets
import time
from typing import Any

import orjson

from classroom.domain.audio import PcmTrack
from classroom.domain.ops import Refused
from classroom.domain.rights import SPEAK
from classroom.node.intake import Intake
from classroom.node.peer import Peer
from classroom.node.session import Session


class PlainIntake(Intake):
    """One plain socket's messages in one room."""

    def __init__(self, session: Session, peer: Peer) -> None:
        super().__init__(session, peer)
        self._room = session.room
        self._track = PcmTrack()

    def receive(self, content: str | bytes) -> None:
        """See `Intake.receive`."""
        try:
            told = orjson.loads(content)
            if not isinstance(told, dict):
                raise Refused("malformed")
            self._translate(told)
        except orjson.JSONDecodeError:
            self.refuse(Refused("malformed"), None)
        except Refused as refused:
            self.refuse(refused, None)

    def _translate(self, told: dict[str, Any]) -> None:
        kind = told.get("type")
        if kind == "chat":
            self.operate("chat", {"content": told.get("message")}, None)
        elif kind == "draw":
            page = self._room.board.page
            self.operate("stroke", {**told, "id": secrets.token_urlsafe(9), "page": page}, None)
        elif kind == "clear":
            self.operate("clear", {"page": self._room.board.page}, None)
        elif kind == "audio":
            self._speak(told.get("data"))
        else:
            raise Refused("unknown_type")

    def _speak(self, data: object) -> None:
        self.require(SPEAK)
        try:
            samples = base64.b64decode(data, validate=True) if isinstance(data, str) else b""
        except ValueError:
            raise Refused("bad_audio") from None
        self.speak(self._track.frame(samples, time.monotonic()))
