"""Frames of audio: a header of 20 bytes, little-endian, then packets, each after its length.

u8 version, u8 kind (1 Opus, 2 PCM16), u8 flags (1: discontinuity), u8 n, u16 stream, u16 epoch, u32 number,
u64 sample position at 48 kHz; then n times (u16 length, payload). The server stamps stream and epoch.
`audio-vectors.json` has frames that other languages can check theirs against.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import chain

from classroom.domain.limits import LARGEST_AUDIO
from classroom.domain.ops import Refused

HEADER = struct.Struct("<BBBBHHIQ")
LENGTH = struct.Struct("<H")
STAMP = struct.Struct("<HH")
FLAGS_AT, STAMP_AT = 2, 4
VERSION, OPUS, PCM16 = 1, 1, 2
DISCONTINUITY = 1
RATE = 48_000
"""What positions and durations count, in a second; PCM comes at a third of it."""
PCM_BYTES_TO_SAMPLES = 3 / 2
LAST_POSITION = 2**53 - 1
"""The last that every language can count to."""
PAUSE = RATE // 2
"""A silence, in samples, that is one, and not just the network."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame, taken apart. `position` is that of its first sample; each packet begins where the one before ends."""

    kind: int
    flags: int
    stream: int
    epoch: int
    number: int
    position: int
    packets: tuple[bytes, ...]

    @property
    def samples(self) -> int:
        """How long it sounds, in samples at 48 kHz."""
        if self.kind == PCM16:
            return int(sum(map(len, self.packets)) * PCM_BYTES_TO_SAMPLES)
        return sum(map(opus_samples, self.packets))


def read(content: bytes) -> Frame:
    """Take a frame apart. Raises Refused when it is not one."""
    if not HEADER.size < len(content) <= LARGEST_AUDIO:
        raise Refused("bad_audio")
    version, kind, flags, count, stream, epoch, number, position = HEADER.unpack_from(content)
    if version != VERSION or kind not in (OPUS, PCM16) or not count or position > LAST_POSITION:
        raise Refused("bad_audio")
    packets = _packets(content, count)
    if not all(packets) or (kind == PCM16 and any(len(one) % 2 for one in packets)):
        raise Refused("bad_audio")
    return Frame(kind, flags, stream, epoch, number, position, packets)


def write(frame: Frame) -> bytes:
    """Put a frame together."""
    counted = (frame.stream, frame.epoch, frame.number, frame.position)
    header = HEADER.pack(VERSION, frame.kind, frame.flags, len(frame.packets), *counted)
    return b"".join(chain((header,), *((LENGTH.pack(len(one)), one) for one in frame.packets)))


def stamped(content: bytes, stream: int, epoch: int) -> bytes:
    """The frame as it is passed on; of the epoch there are only the low 16 bits. Raises Refused when it is not one."""
    read(content)
    return content[:STAMP_AT] + STAMP.pack(stream, epoch & 0xFFFF) + content[STAMP_AT + STAMP.size :]


def discontinued(content: bytes) -> bytes:
    """The frame for somebody who did not get the one before it."""
    flags = bytes((content[FLAGS_AT] | DISCONTINUITY,))
    return content[:FLAGS_AT] + flags + content[FLAGS_AT + 1 :]


def pcm_of(content: bytes) -> bytes | None:
    """The samples in a frame of PCM16; None for another kind."""
    frame = read(content)
    return b"".join(frame.packets) if frame.kind == PCM16 else None


class PcmTrack:
    """Makes frames of samples that come without numbers or positions, by when they come (a clock in seconds)."""

    def __init__(self) -> None:
        self._began: float | None = None
        self._number = self._position = 0

    def frame(self, samples: bytes, at: float) -> bytes:
        """A frame with one packet of PCM16 at 16 kHz. Raises Refused when it is none or too long."""
        if not samples or len(samples) % 2 or len(samples) + HEADER.size + LENGTH.size > LARGEST_AUDIO:
            raise Refused("bad_audio")
        if self._began is None:
            self._began = at
        due, flags = int((at - self._began) * RATE), 0
        if due > self._position + PAUSE:
            self._position, flags = due, DISCONTINUITY
        frame = Frame(PCM16, flags, 0, 0, self._number & 0xFFFFFFFF, self._position, (samples,))
        self._number += 1
        self._position += frame.samples
        return write(frame)


def opus_samples(packet: bytes) -> int:
    """How long a packet of Opus sounds, by its first byte (RFC 6716, 3.1), in samples at 48 kHz."""
    config, code = packet[0] >> 3, packet[0] & 3
    if config < 12:
        length = (480, 960, 1920, 2880)[config & 3]
    elif config < 16:
        length = (480, 960)[config & 1]
    else:
        length = (120, 240, 480, 960)[config & 3]
    frames = (1, 2, 2, packet[1] & 63 if len(packet) > 1 else 0)[code]
    return length * frames


def _packets(content: bytes, count: int) -> tuple[bytes, ...]:
    """The packets, which have to fill the frame to its end. Raises Refused."""
    packets, at = [], HEADER.size
    for _ in range(count):
        if at + LENGTH.size > len(content):
            raise Refused("bad_audio")
        (length,) = LENGTH.unpack_from(content, at)
        at += LENGTH.size + length
        packets.append(content[at - length : at])
    if at != len(content):
        raise Refused("bad_audio")
    return tuple(packets)
