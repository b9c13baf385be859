"""Frames of audio: a header of 20 bytes, little-endian, then packets, each after its length.

u8 version, u8 kind (1 Opus, 2 PCM16), u8 flags (1: discontinuity), u8 n, u16 stream, u16 epoch, u32 number,
u64 sample position at 48 kHz; then n times (u16 length, payload). The server stamps stream and epoch.
"""

from __future__ import annotations

import struct

from classroom.domain.limits import LARGEST_AUDIO
from classroom.domain.ops import Refused

HEADER = struct.Struct("<BBBBHHIQ")
STAMP = struct.Struct("<HH")
STAMP_AT = 4
VERSION, OPUS, PCM16 = 1, 1, 2
SAMPLES_PER_PCM_SAMPLE = 3
"""PCM comes at 16 kHz, positions count at 48."""


def stamped(frame: bytes, stream: int, epoch: int) -> bytes:
    """The frame as it is passed on. Raises Refused when it is not one."""
    if not HEADER.size < len(frame) <= LARGEST_AUDIO:
        raise Refused("bad_audio")
    version, kind, _, count, *_ = HEADER.unpack_from(frame)
    if version != VERSION or kind not in (OPUS, PCM16) or not count or not _is_whole(frame, count):
        raise Refused("bad_audio")
    return frame[:STAMP_AT] + STAMP.pack(stream & 0xFFFF, epoch & 0xFFFF) + frame[STAMP_AT + STAMP.size :]


def from_pcm(samples: bytes, number: int, position: int) -> bytes:
    """A frame with one packet of PCM16 at 16 kHz. Raises Refused when it is none or too long."""
    if not samples or len(samples) % 2 or len(samples) + HEADER.size + 2 > LARGEST_AUDIO:
        raise Refused("bad_audio")
    header = HEADER.pack(VERSION, PCM16, 0, 1, 0, 0, number & 0xFFFFFFFF, position)
    return header + struct.pack("<H", len(samples)) + samples


def pcm_of(frame: bytes) -> bytes | None:
    """The samples in a frame of PCM16; None for another kind."""
    _, kind, _, count, *_ = HEADER.unpack_from(frame)
    if kind != PCM16:
        return None
    packets, at = [], HEADER.size
    for _ in range(count):
        (length,) = struct.unpack_from("<H", frame, at)
        packets.append(frame[at + 2 : at + 2 + length])
        at += 2 + length
    return b"".join(packets)


def _is_whole(frame: bytes, count: int) -> bool:
    at = HEADER.size
    for _ in range(count):
        if at + 2 > len(frame):
            return False
        at += 2 + struct.unpack_from("<H", frame, at)[0]
    return at == len(frame)
