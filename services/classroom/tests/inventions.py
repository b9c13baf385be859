"""What no client of ours would send, to be tried on whatever takes messages."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from classroom.domain import audio

IDS = st.sampled_from(["", "a", "p1", "x" * 41, "../", "<b>"]) | st.text(max_size=4)
NUMBERS = st.integers(-(2**70), 2**70) | st.floats() | st.booleans()
POINTS = st.lists(st.lists(NUMBERS, max_size=4), max_size=4)
LEAVES = st.none() | NUMBERS | IDS | POINTS | st.sampled_from(["add", "go", "board", "#fff", "end"])
ANYTHING: st.SearchStrategy[Any] = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(IDS, inner, max_size=3), max_leaves=6
)
FIELDS = [
    "id", "ids", "page", "points", "color", "width", "fill", "text", "content", "reply_to", "mentions", "do", "by",
    "background", "up", "uid", "caps", "on", "what", "level",
]  # fmt: skip
DATA = st.dictionaries(st.sampled_from(FIELDS), ANYTHING, max_size=8) | ANYTHING
PACKETS = st.lists(st.binary(min_size=1, max_size=30), min_size=1, max_size=5)
FRAMES = st.builds(
    audio.Frame,
    kind=st.just(audio.OPUS),
    flags=st.integers(0, 255),
    stream=st.integers(0, 65535),
    epoch=st.integers(0, 65535),
    number=st.integers(0, 2**32 - 1),
    position=st.integers(0, audio.LAST_POSITION),
    packets=PACKETS.map(tuple),
)
