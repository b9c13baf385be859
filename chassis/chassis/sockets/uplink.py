"""An uplink: one connection, between a gateway and a node, that carries the sockets of many clients.

It is a WebSocket of the subprotocol `uplink.v1`; a side that does not speak this version is not connected to, and
sockets go one by one instead. Its messages are binary and hold records: u8 kind, u32 number, u32 length, payload,
little-endian. The gateway numbers its clients; the node numbers groups of them, to which it sends a frame once for all.
The frames for clients are whole WebSocket frames, so that whoever passes them on need not know what is in them.

A gateway shows a signature, made with the secret that all processes share, and for each client the headers that the
service gave it: the node checks both.
"""

from __future__ import annotations

import struct
import time
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from chassis.signing import Signer

SUBPROTOCOL = "uplink.v1"
HEADER = "X-Uplink"
PURPOSE = "uplink"
SECONDS = 30
LARGEST_UP = 256 * 1024
"""Bytes of a message from a gateway."""
LARGEST_DOWN = 64 * 1024 * 1024
LARGEST_FRAMES = 32 * 1024 * 1024
"""Bytes of frames in one record; with what is gathered beside it, it has to fit into a message."""

_RECORD = struct.Struct("<BII")
_CODE = struct.Struct("<H")
_NUMBER = struct.Struct("<I")
_STREAM = struct.Struct("<IIHB")


class Kind(IntEnum):
    """What a record is. `number` is a client's, or a group's where it says so."""

    OPEN = 1  # up: a client has come; its headers and subprotocols, as JSON
    TEXT = 2  # up: what it sends
    BINARY = 3
    LEFT = 4  # up: it is gone

    ACCEPT = 16  # down: it may come in, with this subprotocol or none
    CLOSE = 17  # down: it is to be closed with a code, and is gone for the node
    OWN = 18  # down: frames for it alone; nothing of them is left out
    ENTER = 19  # down: from now on it is in a group
    LASTING = 20  # down, a group: frames for all in it
    PASSING = 21  # down, a group: frames that may be left out
    STREAM = 22  # down, a group: a frame of a stream, see `Streamed`
    FORGET = 23  # down, a group: a stream has ended, its number may be another's


class Malformed(Exception):
    """What came is no uplink's."""


class Record(NamedTuple):
    """One thing told over an uplink."""

    kind: int
    number: int
    payload: bytes


class Streamed(NamedTuple):
    """A frame of a stream, for all of a group but `skip` (0: nobody).

    Whoever was not sent the frame before gets it with `bits` set in the byte `at`.
    """

    skip: int
    stream: int
    at: int
    bits: int
    frame: bytes

    def marked(self) -> bytes:
        """The frame for whoever was not sent the one before."""
        return self.frame[: self.at] + bytes((self.frame[self.at] | self.bits,)) + self.frame[self.at + 1 :]


def pack(kind: Kind, number: int, payload: bytes = b"") -> bytes:
    """A record as bytes."""
    return _RECORD.pack(kind, number, len(payload)) + payload


def pack_number(kind: Kind, number: int, other: int) -> bytes:
    """A record whose payload is a number: the group of ENTER, the stream of FORGET."""
    return pack(kind, number, _NUMBER.pack(other))


def pack_code(number: int, code: int) -> bytes:
    """CLOSE."""
    return pack(Kind.CLOSE, number, _CODE.pack(code))


def pack_stream(group: int, streamed: Streamed) -> bytes:
    """STREAM."""
    head = _STREAM.pack(streamed.skip, streamed.stream, streamed.at, streamed.bits)
    return pack(Kind.STREAM, group, head + streamed.frame)


def unpack(message: bytes) -> Iterator[Record]:
    """The records of a message. Raises Malformed."""
    at, end = 0, len(message)
    while at < end:
        try:
            kind, number, length = _RECORD.unpack_from(message, at)
        except struct.error as error:
            raise Malformed(str(error)) from None
        at += _RECORD.size + length
        if at > end:
            raise Malformed("a record is cut off")
        yield Record(kind, number, message[at - length : at])


def unpack_number(payload: bytes) -> int:
    """The payload of ENTER and FORGET. Raises Malformed."""
    return int(_whole(_NUMBER, payload)[0])


def unpack_code(payload: bytes) -> int:
    """The payload of CLOSE. Raises Malformed."""
    return int(_whole(_CODE, payload)[0])


def unpack_stream(payload: bytes) -> Streamed:
    """The payload of STREAM. Raises Malformed."""
    skip, stream, at, bits = _whole(_STREAM, payload[: _STREAM.size])
    streamed = Streamed(skip, stream, at, bits, payload[_STREAM.size :])
    if streamed.at >= len(streamed.frame):
        raise Malformed("a mark is behind its frame's end")
    return streamed


def credential(signing: Signer) -> str:
    """What a gateway shows when it connects. Raises RuntimeError without a secret."""
    expires = str(int(time.time()) + SECONDS)
    return f"{expires}.{signing.sign(expires)}"


def is_genuine(signing: Signer, shown: str) -> bool:
    """Whether a process with our secret made this a moment ago."""
    expires, _, signature = shown.partition(".")
    return signing.verifies(signature, expires) and int(expires) >= time.time()


def _whole(form: struct.Struct, payload: bytes) -> tuple[int, ...]:
    try:
        return form.unpack(payload)
    except struct.error as error:
        raise Malformed(str(error)) from None
