"""Who is in a room: told in full to whoever comes, then as differences, once a second at most."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from classroom.node.frames import message
from classroom.node.peer import Peer

MANY, SHOWN = 200, 100


class Presence:
    """What was last told of who is there. Above MANY people only SHOWN are told by name, and how many there are."""

    def __init__(self) -> None:
        self._told: dict[int, dict[str, Any]] = {}
        self._count = 0
        self.rev = 0
        self.is_stale = False

    def everyone(self) -> bytes:
        """What was told so far, for somebody who has just come."""
        return self._frame(list(self._told.values()), [])

    def difference(self, peers: Iterable[Peer]) -> bytes | None:
        """What has changed since the last time; None when nothing has."""
        self.is_stale = False
        people: dict[int, dict[str, Any]] = {}
        for peer in peers:
            if peer.is_open:
                people.setdefault(peer.user_id, _person(peer))
        shown = people if len(people) <= MANY else dict(list(people.items())[:SHOWN])
        joined = [person for user_id, person in shown.items() if self._told.get(user_id) != person]
        left = [user_id for user_id in self._told if user_id not in shown]
        if not joined and not left and len(people) == self._count:
            return None
        self._told, self._count, self.rev = shown, len(people), self.rev + 1
        return self._frame(joined, left)

    def _frame(self, joined: list[dict[str, Any]], left: list[int]) -> bytes:
        return message({"type": "pres", "rev": self.rev, "join": joined, "leave": left, "count": self._count})


def _person(peer: Peer) -> dict[str, Any]:
    admitted = peer.admitted
    return {
        "uid": peer.user_id,
        "name": admitted.name,
        "photo": admitted.photo,
        "role": role_of(peer),
        "caps": sorted(peer.caps),
    }


def role_of(peer: Peer) -> str:
    """What somebody is in the room."""
    return "teacher" if peer.admitted.is_teacher else "student"
