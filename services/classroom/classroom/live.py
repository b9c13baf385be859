"""Telling nodes that a room's log has grown, or that somebody's rights have changed, behind their back.

Whatever is lost here they see within a second by themselves, in the room's row.
"""

from __future__ import annotations

from typing import Protocol

from chassis.live import Channels

CHANGED = "classroom.changed"


class Live(Protocol):
    """Where changes are told."""

    def changed(self, room_id: int) -> None:
        """Something about this room is new in the database."""


class RedisLive:
    """Nodes, reached by a Redis channel."""

    def __init__(self, channels: Channels) -> None:
        self._channels = channels

    def changed(self, room_id: int) -> None:
        """See `Live.changed`."""
        self._channels.publish([(CHANGED, {"room": room_id})])
