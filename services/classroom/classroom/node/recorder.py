"""What is spoken in a room while a lesson runs, cut into segments for the log of its audio."""

from __future__ import annotations

from chassis.clock import now
from classroom.domain.segments import Piece, Source
from classroom.node.audio_log import AudioLog
from classroom.node.voices import Sound


class Recorder:
    """Records one room for as long as this node owns it."""

    def __init__(self, room_id: int, epoch: int, audio_log: AudioLog) -> None:
        self._room_id = room_id
        self._epoch = epoch
        self._log = audio_log
        self._pieces: dict[int, Piece] = {}
        self._counts: dict[int, int] = {}

    def hear(self, sound: Sound, lesson_id: int | None) -> None:
        """Somebody speaks; nothing is kept without a lesson."""
        if lesson_id is None:
            self.end(sound.stream)
            return
        source = Source(self._room_id, lesson_id, sound.speaker.user_id, self._epoch, sound.stream)
        moment, piece = now(), self._pieces.get(sound.stream)
        if piece is None or not piece.takes(source, sound.frame):
            self.end(sound.stream)
            number = self._counts[sound.stream] = self._counts.get(sound.stream, 0) + 1
            piece = self._pieces[sound.stream] = Piece(source, number, sound.frame, moment)
        piece.add(sound.content, sound.frame)
        if piece.is_full(moment):
            self.end(sound.stream)

    def end(self, stream: int) -> None:
        """A voice has ended, or a segment of it."""
        piece = self._pieces.pop(stream, None)
        if piece is not None:
            self._log.put(piece.whole())

    def end_all(self) -> None:
        """Nothing more is heard here."""
        for stream in tuple(self._pieces):
            self.end(stream)
