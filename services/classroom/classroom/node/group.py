"""Those in a room who come over one uplink and speak one dialect: what is for all of them is told the gateway once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chassis.sockets import uplink
from chassis.sockets.outflow import Corked
from chassis.sockets.uplink import Kind, Streamed
from classroom.domain.audio import DISCONTINUITY
from classroom.node.member import Member
from classroom.node.metrics import AUDIO_MISSED
from classroom.node.peer import TOO_BIG, Peer, Sound

if TYPE_CHECKING:
    from classroom.node.uplink import Uplink


class Group:
    """See `Way`."""

    def __init__(self, link: Uplink, room_id: int, is_plain: bool, number: int) -> None:
        self.room_id = room_id
        self.is_plain = is_plain
        self.number = number
        self._link = link
        self._members: set[Member] = set()
        self._owing: dict[Member, None] = {}
        self._missed: set[int] = set()

    def add(self, member: Member) -> None:
        """A member enters; it is told of nothing that was written before."""
        self._members.add(member)
        self._link.put(uplink.pack_number(Kind.ENTER, member.number, self.number))

    def owe(self, member: Member) -> None:
        """Something waits for a member alone."""
        self._owing[member] = None

    def is_left_by(self, member: Member) -> bool:
        """A member leaves; whether nobody is left."""
        self._members.discard(member)
        self._owing.pop(member, None)
        return not self._members

    def write(self, shared: Corked | None = None) -> None:
        """See `Way.write`."""
        owing, self._owing = self._owing, {}
        for member in owing:
            member.write_own()
        for frame, passes in shared.frames if shared is not None else ():
            if len(frame) > uplink.LARGEST_FRAMES:
                self._close(TOO_BIG)
                return
            self._link.put(uplink.pack(Kind.PASSING if passes else Kind.LASTING, self.number, frame), passes)

    def write_audio(self, sound: Sound, besides: Peer) -> None:
        """See `Way.write_audio`. Here the whole gateway may be behind; it does the same for each client of its own."""
        frame = sound.plain if self.is_plain else sound.shared
        if not frame:
            return
        if self._link.is_behind:
            self._missed.add(sound.stream)
            AUDIO_MISSED.inc(len(self._members))
            return
        self.write()
        at, bits = (0, 0) if self.is_plain else (sound.flags_at, DISCONTINUITY)
        skip = besides.number if isinstance(besides, Member) and besides in self._members else 0
        streamed = Streamed(skip, sound.stream, at, bits, frame)
        if sound.stream in self._missed:
            self._missed.remove(sound.stream)
            streamed = streamed._replace(frame=streamed.marked())
        self._link.put(uplink.pack_stream(self.number, streamed))

    def _close(self, code: int) -> None:
        for member in tuple(self._members):
            member.close(code)

    def forget(self, stream: int) -> None:
        """See `Way.forget`."""
        self._missed.discard(stream)
        self._link.put(uplink.pack_number(Kind.FORGET, self.number, stream))
