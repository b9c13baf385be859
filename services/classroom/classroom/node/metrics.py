"""What a node counts."""

from __future__ import annotations

from prometheus_client import Counter

AUDIO_MISSED = Counter(
    "classroom_audio_missed_total", "Frames of audio that sockets were not sent: they did not keep up"
)
AUDIO_SEGMENTS = Counter("classroom_audio_segments_total", "Segments of recorded audio", ["outcome"])
