"""A socket that comes over a gateway's uplink."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from chassis.sockets import uplink
from chassis.sockets.uplink import Kind
from classroom.domain.limits import LARGEST_JSON
from classroom.node.peer import TOO_BIG, TOO_FAST, Content, Peer
from classroom.passes import Pass

if TYPE_CHECKING:
    from classroom.node.group import Group
    from classroom.node.uplink import Uplink

MOST_UNHEARD = 256 * 1024
"""Bytes that somebody may send before they are in the room."""


class Member(Peer):
    """See `Peer`. `number` is the gateway's for it."""

    def __init__(self, link: Uplink, number: int, admitted: Pass, is_plain: bool, is_limited: bool) -> None:
        super().__init__(admitted, is_plain, is_limited)
        self.number = number
        self.group: Group | None = None
        self._link = link
        self._own: list[bytes] = []
        self._unheard: deque[Content] = deque()
        self._hear: Callable[[Content], None] = self._keep
        self._has_news = asyncio.Event()
        self._is_gone = False

    @property
    def is_open(self) -> bool:
        """See `Peer.is_open`."""
        return not self._is_gone and self._link.is_open

    def enter(self, room_id: int) -> Group:
        """See `Peer.enter`."""
        self.group = self._link.group(room_id, self.is_plain)
        self.group.add(self)
        return self.group

    def queue(self, frame: bytes) -> None:
        """See `Peer.queue`."""
        self._own.append(frame)
        if self.group is not None:
            self.group.owe(self)

    def write_own(self) -> None:
        """Tell the gateway what waits for this socket alone."""
        own = b"".join(self._own)
        self._own.clear()
        if len(own) > uplink.LARGEST_FRAMES:
            self.close(TOO_BIG, "too much at once")
        elif own and self.is_open:
            self._link.put(uplink.pack(Kind.OWN, self.number, own))

    def close(self, code: int, reason: str = "") -> None:
        """See `Peer.close`. The gateway does it; here it is gone at once."""
        if self.is_open:
            self.write_own()
            self._link.put(uplink.pack_code(self.number, code))
            self.leave()

    def leave(self) -> None:
        """It is gone."""
        self._is_gone = True
        self._link.forget(self)
        self._has_news.set()

    def take(self, content: Content) -> None:
        """A message has come."""
        if len(content) > LARGEST_JSON:
            self.close(TOO_BIG, "too big")
        elif self.is_open:
            self._hear(content)

    async def closed(self) -> None:
        """See `Peer.closed`: the gateway is told at the end of this turn of the event loop."""
        await asyncio.sleep(0)

    async def has_room(self) -> None:
        """See `Peer.has_room`."""
        await self._link.has_room()

    async def receive(self) -> Content | None:
        """See `Peer.receive`."""
        while not self._unheard and not self._is_gone:
            self._has_news.clear()
            await self._has_news.wait()
        return None if self._is_gone else self._unheard.popleft()

    async def listen(self, hear: Callable[[Content], None]) -> None:
        """See `Peer.listen`. What comes from now on is heard as it comes, in its turn."""
        self._hear = hear
        while self._unheard and not self._is_gone:
            hear(self._unheard.popleft())
        while not self._is_gone:
            self._has_news.clear()
            await self._has_news.wait()

    def _keep(self, content: Content) -> None:
        self._unheard.append(content)
        if sum(map(len, self._unheard)) > MOST_UNHEARD:
            self.close(TOO_FAST, "too fast")
        self._has_news.set()
