"""Somebody's socket in a live room: who it is, what it may do, and what waits for it alone.

There are two kinds: a connection of its own (`own_socket`), and a member of an uplink (`uplink`). A room writes by ways
out: a socket of its own is one for itself, those behind one uplink share one.
"""

from __future__ import annotations

import secrets
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Protocol

from chassis.sockets.outflow import Corked
from classroom.domain.limits import Pace
from classroom.passes import Pass

CREDENTIALS, FORBIDDEN, NO_ROOM, REPLACED, TOO_FAST, SLOW, MOVED = 4401, 4403, 4404, 4409, 4429, 4008, 4012
TOO_BIG, FAILED = 1009, 1011

Content = str | bytes


class Sound(Protocol):
    """A frame of audio, as each kind of listener gets it; `discontinued` for those who did not get the one before."""

    stream: int
    shared: bytes
    flags_at: int
    """Where its flags are in `shared`."""

    @property
    def discontinued(self) -> bytes: ...

    @property
    def plain(self) -> bytes: ...


class Way(Protocol):
    """A way out to sockets of a room, all of one dialect."""

    is_plain: bool

    def write(self, shared: Corked | None = None) -> None:
        """Write what waits for each socket alone, then what is for everyone."""

    def write_audio(self, sound: Sound, besides: Peer) -> None:
        """Write a frame of audio for all but one; who does not keep up is told so by the next of its stream."""

    def forget(self, stream: int) -> None:
        """A stream of audio has ended for good."""


class Peer(ABC):
    """A socket. `is_plain` tells its dialect; `caps` are its rights, kept by the room."""

    def __init__(self, admitted: Pass, is_plain: bool, is_limited: bool) -> None:
        self.admitted = admitted
        self.user_id = admitted.user_id
        self.is_plain = is_plain
        self.sid = secrets.token_urlsafe(6)
        self.client_id = self.sid
        self.caps: frozenset[str] = frozenset()
        self.pace = Pace(is_limited)

    @property
    @abstractmethod
    def is_open(self) -> bool:
        """Whether it can still be written to: not once either side has begun to close it."""

    @abstractmethod
    def enter(self, room_id: int) -> Way:
        """It is in a room from now on: the way out to it."""

    @abstractmethod
    def queue(self, frame: bytes) -> None:
        """Something for this socket alone; it goes out before what is for everyone."""

    @abstractmethod
    def close(self, code: int, reason: str = "") -> None:
        """Close it, after what waits for it alone; whatever it does, it is gone within some seconds."""

    @abstractmethod
    async def closed(self) -> None:
        """Wait until it is closed, if it is being closed."""

    @abstractmethod
    async def has_room(self) -> None:
        """Wait until there is room for much at once."""

    @abstractmethod
    async def receive(self) -> Content | None:
        """The next message; None at the end."""

    @abstractmethod
    async def listen(self, hear: Callable[[Content], None]) -> None:
        """Pass on each message from now on, until the end."""
