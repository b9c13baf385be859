"""Frames of audio: the vectors that every language is held to, and what the server makes of a frame."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from classroom.domain import audio
from classroom.domain.audio import Frame, PcmTrack
from classroom.domain.ops import Refused
from classroom.domain.streams import Streams

VECTORS = json.loads((Path(__file__).parents[1] / "audio-vectors.json").read_text("utf-8"))


def name_of(case: dict[str, Any]) -> str:
    return str(case["name"])


@pytest.mark.parametrize("case", VECTORS["valid"], ids=name_of)
def test_the_frames_for_other_languages_are_read_and_written_as_they_are(case: dict[str, Any]) -> None:
    content = bytes.fromhex(case["hex"])
    frame = audio.read(content)
    fields = ("kind", "flags", "stream", "epoch", "number", "position", "samples")
    assert {field: getattr(frame, field) for field in fields} == {field: case[field] for field in fields}
    assert [one.hex() for one in frame.packets] == case["packets"]
    assert audio.write(frame) == content


@pytest.mark.parametrize("case", VECTORS["invalid"], ids=name_of)
def test_what_is_no_frame_is_refused(case: dict[str, Any]) -> None:
    for take in (audio.read, lambda content: audio.stamped(content, 1, 1)):
        with pytest.raises(Refused) as refused:
            take(bytes.fromhex(case["hex"]))
        assert refused.value.code == "bad_audio"


@pytest.mark.parametrize("case", VECTORS["stamped"], ids=name_of)
def test_the_server_says_whose_a_frame_is(case: dict[str, Any]) -> None:
    assert audio.stamped(bytes.fromhex(case["hex"]), case["stream"], case["epoch"]).hex() == case["stamped"]


def test_a_discontinuity_changes_nothing_else() -> None:
    content = audio.write(Frame(audio.OPUS, 4, 3, 2, 1, 960, (b"\x78abc",)))
    frame = audio.read(audio.discontinued(content))
    assert frame == Frame(audio.OPUS, 4 | audio.DISCONTINUITY, 3, 2, 1, 960, (b"\x78abc",))


def test_plain_samples_become_a_frame_and_samples_again() -> None:
    samples = bytes(range(200))
    assert audio.pcm_of(PcmTrack().frame(samples, 0.0)) == samples
    assert audio.pcm_of(bytes.fromhex(VECTORS["valid"][0]["hex"])) is None
    for nothing in (b"", b"abc", bytes(9_000)):
        with pytest.raises(Refused):
            PcmTrack().frame(nothing, 0.0)


def test_plain_samples_are_numbered_and_a_pause_is_a_step_in_their_position() -> None:
    track, twenty_ms = PcmTrack(), bytes(640)
    heard = [audio.read(track.frame(twenty_ms, at)) for at in (5.0, 5.3, 5.31, 9.0, 9.02)]
    assert [one.number for one in heard] == [0, 1, 2, 3, 4]
    assert [one.position for one in heard] == [0, 960, 1920, 4 * 48_000, 4 * 48_000 + 960]
    assert [one.flags for one in heard] == [0, 0, 0, audio.DISCONTINUITY, 0]


def test_no_two_voices_have_one_number_and_none_comes_again_soon() -> None:
    streams = Streams(highest=4)
    assert [streams.of(who) for who in ("a", "b", "a", "c")] == [1, 2, 1, 3]
    assert (streams.give_back("b"), streams.give_back("b")) == (2, None)
    assert [streams.of(who) for who in ("d", "e")] == [4, 2]
    with pytest.raises(Refused):
        streams.of("f")
    streams.give_back("c")
    assert streams.of("f") == 3
