"""A live room in the node that owns it: its sockets, its board, the end of its log.

All of this happens on the event loop, between two awaits; so what a socket is told when it comes, and what it is told
from then on, fit together without a gap.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Any

from chassis.clock import now, wire
from classroom.domain.board import BOARD_KINDS, Board, dump
from classroom.domain.rights import ALL, SPEAK, caps_of
from classroom.node import telling
from classroom.node.frames import message
from classroom.node.outlet import Outlet, Ways
from classroom.node.peer import FORBIDDEN, REPLACED, Peer, Way
from classroom.node.presence import Presence, role_of
from classroom.node.voices import Voices
from classroom.usecases.owning import RING, Access, Happened, Owned


class Room:
    """One room. Whatever it is told of has been committed."""

    def __init__(self, room_id: int, owned: Owned, may_record: bool = False) -> None:
        self.id = room_id
        self.name = owned.name
        self.epoch = owned.epoch
        self.may_record = may_record
        self.seq = owned.seq
        self.access: Access = owned.access
        self.board: Board = owned.board
        self.board_events = owned.board_events
        self.peers: dict[str, Peer] = {}
        self._ways = Ways()
        self._way_of: dict[str, Way] = {}
        self.outlet = Outlet(self._ways)
        self.presence = Presence()
        self.names: dict[int, str] = {}
        self.hands: dict[int, None] = {}
        self.voices = Voices(self.epoch, self.outlet, self._ways)
        self._ring: deque[tuple[int, bytes]] = deque(((one.seq, telling.event(one)) for one in owned.tail), RING)
        self._snapshot: tuple[int, list[bytes]] = (-1, [])
        for one in owned.tail:
            self._note(one)

    def join(self, peer: Peer, epoch: int | None = None, last: int | None = None) -> bool:
        """A socket has come; it knows the log up to `last` if it was here before. False when it has no place here."""
        if not self._let_in(peer):
            return False
        self.outlet.flush()
        self._replace(peer)
        self.names[peer.user_id] = peer.admitted.name
        self.peers[peer.sid] = peer
        way = self._way_of[peer.sid] = peer.enter(self.id)
        self._ways.add(way)
        if peer.is_plain:
            peer.queue(telling.plain_board(self.board, self.names))
        else:
            peer.queue(self._welcome(peer))
            for frame in self._missed(epoch, last):
                peer.queue(frame)
            peer.queue(self.presence.everyone())
        self.presence.is_stale = True
        self.outlet.wake()
        return True

    def leave(self, peer: Peer) -> None:
        """A socket has gone."""
        if self.peers.pop(peer.sid, None) is None:
            return
        self._ways.drop(self._way_of.pop(peer.sid))
        self.presence.is_stale = True
        self.voices.leave(peer)

    def happened(self, one: Happened) -> None:
        """An event of the log, the next after the last."""
        self.seq = one.seq
        frame = telling.event(one)
        self._ring.append((one.seq, frame))
        self._note(one)
        if one.kind in BOARD_KINDS:
            self.board.apply(one.kind, one.user_id, one.d)
            self.board_events += 1
        self.outlet.put(frame, self._plain(one))

    def passes(self, peer: Peer, kind: str, d: dict[str, Any]) -> None:
        """Something that is not kept."""
        self.outlet.put(telling.passing(peer, kind, d), passes=True)

    def regulate(self, access: Access) -> None:
        """Places and rights have changed: whoever has no place any more is out."""
        self.access = access
        for peer in tuple(self.peers.values()):
            before = peer.caps
            if not self._let_in(peer):
                self.voices.end(peer)
                peer.close(FORBIDDEN, "not a participant")
                continue
            if SPEAK not in peer.caps:
                self.voices.end(peer)
            if peer.caps != before and not peer.is_plain:
                peer.queue(message({"type": "caps", "caps": sorted(peer.caps)}))
        self.presence.is_stale = True
        self.outlet.wake()

    @property
    def recorded_lesson(self) -> int | None:
        """The lesson that goes on, if what is spoken in it is kept."""
        return self.access.lesson_id if self.is_recorded else None

    @property
    def is_recorded(self) -> bool:
        """Whether what is spoken in lessons is kept: both the settings and the teacher want it."""
        return self.may_record and self.access.is_recorded

    def tick(self) -> None:
        """Once a second: tell who has come and gone."""
        if self.presence.is_stale:
            frame = self.presence.difference(self.peers.values())
            if frame is not None:
                self.outlet.put(frame)

    def state_items(self) -> list[dict[str, Any]]:
        """The board for a snapshot in the database."""
        return dump(self.board)

    def _let_in(self, peer: Peer) -> bool:
        if self.access.teacher_id == peer.user_id:
            peer.caps = ALL
            return True
        seat = self.access.seats.get(peer.user_id)
        if seat is None:
            return False
        peer.caps = caps_of(seat, self.access.locks)
        return True

    def _replace(self, peer: Peer) -> None:
        for other in tuple(self.peers.values()):
            if other.client_id == peer.client_id and other.user_id == peer.user_id:
                other.close(REPLACED, "replaced")
                self.leave(other)

    def _note(self, one: Happened) -> None:
        """What the room keeps in mind of an event besides the board."""
        if one.kind == "hand":
            self.hands.pop(one.user_id, None)
            if one.d["up"]:
                self.hands[one.user_id] = None
        elif one.kind == "record":
            self.access.is_recorded = one.d["on"]
        elif one.kind == "lesson":
            self.access.lesson_id = one.d["id"] if one.d["do"] == "start" else None
            if one.d["do"] == "end":
                self.hands.clear()

    def _welcome(self, peer: Peer) -> bytes:
        told = {
            "type": "welcome",
            "sid": peer.sid,
            "uid": peer.user_id,
            "role": role_of(peer),
            "caps": sorted(peer.caps),
            "ep": self.epoch,
            "seq": self.seq,
            "limits": telling.LIMITS,
            "ts": wire(now()),
            "room": {"id": self.id, "name": self.name, "teacher": self.access.teacher_id},
            "locks": {"board": self.access.locks.board, "chat": self.access.locks.chat},
            "lesson": self.access.lesson_id,
            "recorded": self.is_recorded,
            "hands": list(self.hands),
            "voices": self.voices.current(),
        }
        return message(told)

    def _missed(self, epoch: int | None, last: int | None) -> Iterator[bytes]:
        """The log after `last` while it is at hand, else the board. The log outlives its owners: `epoch` may be old."""
        known = epoch is not None and epoch <= self.epoch and last is not None and last <= self.seq
        first = self._ring[0][0] if self._ring else self.seq + 1
        if known and last is not None and last >= first - 1:
            yield from (frame for seq, frame in self._ring if seq > last)
            return
        if self._snapshot[0] != self.seq:
            self._snapshot = (self.seq, telling.snapshot(self.epoch, self.seq, dump(self.board)))
        yield from self._snapshot[1]

    def _plain(self, one: Happened) -> bytes | None:
        if not any(way.is_plain for way in self._ways):
            return None
        if one.kind in telling.STALE_FOR_PLAIN:
            return telling.plain_board(self.board, self.names)
        return telling.plain_event(one, self.names.get(one.user_id, ""))
