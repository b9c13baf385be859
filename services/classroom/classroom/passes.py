"""Passes: what a node is shown by the gateway, signed by the service that decided who may come in."""

from __future__ import annotations

import base64
import binascii
import time
from dataclasses import asdict, dataclass

import orjson

from chassis.signing import Signer

PURPOSE = "classroom pass"
SECONDS = 30
HEADER = "X-Socket-Pass"


@dataclass(frozen=True, slots=True)
class Pass:
    """Somebody who may enter a room, under this name. `expires` is Unix time."""

    room_id: int
    user_id: int
    is_teacher: bool
    name: str
    photo: str | None
    expires: int


def signer(secret: str) -> Signer:
    """Signs and checks passes."""
    return Signer(secret, PURPOSE)


def issue(signing: Signer, admitted: Pass) -> str:
    """The pass as text for a header."""
    content = base64.urlsafe_b64encode(orjson.dumps(asdict(admitted))).decode()
    return f"{content}.{signing.sign(content)}"


def read(signing: Signer, text: str, at: float | None = None) -> Pass | None:
    """The pass in a header; None for one that is forged, altered or too old."""
    content, _, signature = text.partition(".")
    if not signing.verifies(signature, content):
        return None
    try:
        admitted = Pass(**orjson.loads(base64.urlsafe_b64decode(content)))
    except (binascii.Error, ValueError, TypeError):
        return None
    return admitted if admitted.expires >= (time.time() if at is None else at) else None
