"""What is kept of audio: the frames of one voice, about two seconds of them in a piece.

A segment's content is its frames as they were passed on, each after its length (u16, little-endian).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from classroom.domain.audio import LENGTH, RATE, Frame

LONGEST = 2 * RATE
LONGEST_TIME = timedelta(seconds=2)
LARGEST = 256 * 1024
GAP = RATE
"""How much may be missing within a segment, in samples; after more than that the next begins."""


@dataclass(frozen=True, slots=True)
class Source:
    """Whose audio it is, in which lesson. `epoch` and `stream` are those of the frames, the epoch whole."""

    room_id: int
    lesson_id: int
    user_id: int
    epoch: int
    stream: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece that is whole. `started_at` is when its first frame came, `position` and `samples` count at 48 kHz."""

    source: Source
    number: int
    kind: int
    started_at: datetime
    position: int
    samples: int
    frames: int
    content: bytes

    @property
    def key(self) -> str:
        """What it is stored under."""
        one = self.source
        return f"recordings/{one.room_id}/{one.lesson_id}/{one.epoch}-{one.stream}/{self.number}"


class Piece:
    """A segment that is still being spoken."""

    def __init__(self, source: Source, number: int, frame: Frame, at: datetime) -> None:
        self.source = source
        self._number = number
        self._kind = frame.kind
        self._started_at = at
        self._position = self._end = frame.position
        self._frames: list[bytes] = []
        self._size = 0

    def takes(self, source: Source, frame: Frame) -> bool:
        """Whether a frame goes on with what is here."""
        is_next = self._end <= frame.position <= self._end + GAP
        return source == self.source and frame.kind == self._kind and is_next

    def add(self, content: bytes, frame: Frame) -> None:
        """The next frame."""
        self._frames += (LENGTH.pack(len(content)), content)
        self._size += LENGTH.size + len(content)
        self._end = frame.position + frame.samples

    def is_full(self, at: datetime) -> bool:
        """Whether it is long enough, by its samples, by the clock or by its size."""
        is_long = self._end - self._position >= LONGEST or at - self._started_at >= LONGEST_TIME
        return is_long or self._size >= LARGEST

    def whole(self) -> Segment:
        """All that was added."""
        content, count = b"".join(self._frames), len(self._frames) // 2
        length = self._end - self._position
        return Segment(self.source, self._number, self._kind, self._started_at, self._position, length, count, content)


def frames_of(content: bytes) -> list[bytes]:
    """The frames of a segment. Raises ValueError when it is not one."""
    frames, at = [], 0
    while at < len(content):
        if at + LENGTH.size > len(content):
            raise ValueError("cut off")
        (length,) = LENGTH.unpack_from(content, at)
        at += LENGTH.size + length
        if at > len(content):
            raise ValueError("cut off")
        frames.append(content[at - length : at])
    return frames
