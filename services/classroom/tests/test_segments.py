"""Segments of audio: of one voice, about two seconds long, and whole."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from chassis.clock import now
from classroom.domain import audio
from classroom.domain.audio import OPUS, PCM16, Frame
from classroom.domain.ops import Refused
from classroom.domain.segments import GAP, LARGEST, LONGEST, Piece, Segment, Source, frames_of

VECTORS = json.loads((Path(__file__).parents[1] / "audio-vectors.json").read_text("utf-8"))
BEGUN = now()
WHOSE = Source(room_id=1, lesson_id=1, user_id=1, epoch=3, stream=2)


def spoken(*frames: Frame) -> Piece:
    """A piece with these frames."""
    piece = Piece(WHOSE, 1, frames[0], BEGUN)
    for frame in frames:
        piece.add(audio.write(frame), frame)
    return piece


def at(position: int, samples: int = 960, kind: int = PCM16) -> Frame:
    """A frame."""
    return Frame(kind, 0, 2, 3, 0, position, (bytes(samples * 2 // 3),))


def test_a_segment_ends_when_it_is_long_enough_by_any_measure() -> None:
    assert not spoken(at(0), at(LONGEST - 1_920)).is_full(BEGUN)
    assert spoken(at(0), at(LONGEST - 960)).is_full(BEGUN)
    assert spoken(at(0)).is_full(BEGUN + timedelta(seconds=2))
    assert spoken(*[at(0, 12_000)] * (LARGEST // 8_000 + 1)).is_full(BEGUN)


def test_a_segment_is_of_one_voice_in_one_lesson_without_a_long_gap() -> None:
    piece = spoken(at(960))
    assert piece.takes(WHOSE, at(1_920))
    assert piece.takes(WHOSE, at(1_920 + GAP))
    assert not piece.takes(WHOSE, at(1_921 + GAP))
    assert not piece.takes(WHOSE, at(960))
    assert not piece.takes(WHOSE, at(1_920, kind=OPUS))
    assert not piece.takes(Source(1, 2, 1, 3, 2), at(1_920))
    assert piece.whole() == Segment(WHOSE, 1, PCM16, BEGUN, 960, 960, 1, piece.whole().content)


@pytest.mark.parametrize("case", VECTORS["segments"], ids=lambda case: case["name"])
def test_a_segment_for_other_languages_is_read_as_it_is(case: dict[str, Any]) -> None:
    assert [one.hex() for one in frames_of(bytes.fromhex(case["hex"]))] == case["frames"]


def test_what_is_cut_off_is_no_segment() -> None:
    content = spoken(at(0), at(960)).whole().content
    assert [audio.read(one).position for one in frames_of(content)] == [0, 960]
    for cut in (content[:-1], content[:1]):
        with pytest.raises(ValueError, match="cut off"):
            frames_of(cut)


def test_no_position_is_beyond_what_can_be_counted() -> None:
    with pytest.raises(Refused, match="bad_audio"):
        audio.read(audio.write(at(2**53)))
