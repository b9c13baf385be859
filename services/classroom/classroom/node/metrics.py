"""What a node counts."""

from __future__ import annotations

from prometheus_client import Counter, Gauge

AUDIO_MISSED = Counter(
    "classroom_audio_missed_total", "Frames of audio that sockets were not sent: they did not keep up"
)
AUDIO_SEGMENTS = Counter("classroom_audio_segments_total", "Segments of recorded audio", ["outcome"])
UPLINKS = Gauge("classroom_uplinks", "Gateways that are connected by an uplink")
UPLINK_MEMBERS = Gauge("classroom_uplink_members", "Sockets that came over uplinks")
UPLINK_RECORDS = Counter("classroom_uplink_records_total", "Records told over uplinks", ["direction"])
UPLINK_BYTES = Counter("classroom_uplink_bytes_total", "Bytes told over uplinks", ["direction"])
