"""WebSocket frames as bytes (RFC 6455, 5.2): made once, written to as many sockets as there are."""

from __future__ import annotations

import struct
from typing import Any

import orjson

TEXT, BINARY = 0x81, 0x82


def frame(kind: int, payload: bytes) -> bytes:
    """A whole frame from the server, not masked."""
    size = len(payload)
    if size < 126:
        return bytes((kind, size)) + payload
    if size < 65_536:
        return struct.pack("!BBH", kind, 126, size) + payload
    return struct.pack("!BBQ", kind, 127, size) + payload


def message(content: dict[str, Any]) -> bytes:
    """A frame with JSON."""
    return frame(TEXT, orjson.dumps(content, option=orjson.OPT_UTC_Z))


def audio(content: bytes) -> bytes:
    """A frame with audio."""
    return frame(BINARY, content)
