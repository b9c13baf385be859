"""Who speaks in a room: everyone is told before the first frame and after the last, and gets the frames between.

A frame is made once for all listeners; only one that did not get the frame before is sent another, with that marked.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from classroom.domain import audio
from classroom.domain.streams import Streams
from classroom.node import frames, telling
from classroom.node.outlet import Outlet, Ways
from classroom.node.peer import Peer

SILENCE = 1.0
"""Seconds without a frame after which somebody does not speak any more."""


class Sound:
    """A stamped frame, as each kind of listener gets it."""

    def __init__(self, speaker: Peer, stream: int, content: bytes) -> None:
        self.speaker = speaker
        self.stream = stream
        self.content = content
        self.shared = frames.audio(content)
        self.flags_at = len(self.shared) - len(content) + audio.FLAGS_AT

    @cached_property
    def frame(self) -> audio.Frame:
        """Taken apart."""
        return audio.read(self.content)

    @cached_property
    def discontinued(self) -> bytes:
        """For those who did not get the frame before."""
        return frames.audio(audio.discontinued(self.content))

    @cached_property
    def plain(self) -> bytes:
        """For plain clients; nothing when they could not play it."""
        return telling.plain_audio(self.content, self.speaker.user_id, self.speaker.admitted.name) or b""


@dataclass(slots=True)
class Voice:
    """Somebody who speaks; `heard_at` on the loop's clock."""

    peer: Peer
    stream: int
    heard_at: float


class Voices:
    """The voices of a room. `on_sound` hears what is passed on, `on_end` of ends."""

    def __init__(self, epoch: int, outlet: Outlet, ways: Ways) -> None:
        self.on_sound: Callable[[Sound], None] = lambda sound: None
        self.on_end: Callable[[int], None] = lambda stream: None
        self._epoch = epoch
        self._outlet = outlet
        self._ways = ways
        self._streams = Streams()
        self._speaking: dict[str, Voice] = {}
        self._timer: asyncio.TimerHandle | None = None

    def speak(self, peer: Peer, content: bytes) -> None:
        """Pass a frame on. Raises Refused when it is none."""
        stream = self._streams.of(peer.sid)
        sound = Sound(peer, stream, audio.stamped(content, stream, self._epoch))
        voice = self._speaking.get(peer.sid)
        moment = asyncio.get_running_loop().time()
        if voice is None:
            self._speaking[peer.sid] = Voice(peer, stream, moment)
            self._tell(peer, stream, on=True)
            self._outlet.flush()
            self._listen_for_silence()
        else:
            voice.heard_at = moment
        for way in self._ways:
            way.write_audio(sound, besides=peer)
        self.on_sound(sound)

    def end(self, peer: Peer) -> None:
        """Somebody does not speak any more, or may not."""
        voice = self._speaking.pop(peer.sid, None)
        if voice is not None:
            self._tell(peer, voice.stream, on=False)
            self.on_end(voice.stream)

    def leave(self, peer: Peer) -> None:
        """A socket is gone: another may have its number."""
        self.end(peer)
        stream = self._streams.give_back(peer.sid)
        if stream is not None:
            for way in self._ways:
                way.forget(stream)

    def current(self) -> list[dict[str, object]]:
        """Who speaks at this moment."""
        return [{"uid": one.peer.user_id, "sid": one.peer.sid, "stream": one.stream} for one in self._speaking.values()]

    def _tell(self, peer: Peer, stream: int, on: bool) -> None:
        self._outlet.put(telling.passing(peer, "voice", {"stream": stream, "on": on}))

    def _listen_for_silence(self) -> None:
        if self._timer is None and self._speaking:
            oldest = min(one.heard_at for one in self._speaking.values())
            self._timer = asyncio.get_running_loop().call_at(oldest + SILENCE, self._hush)

    def _hush(self) -> None:
        self._timer = None
        limit = asyncio.get_running_loop().time() - SILENCE
        for voice in [one for one in self._speaking.values() if one.heard_at <= limit]:
            self.end(voice.peer)
        self._listen_for_silence()
