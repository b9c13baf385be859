"""Whatever a socket sends, it is taken as what it should be, or refused with a code: nothing else is raised."""

from __future__ import annotations

from contextlib import suppress

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.testing.fuzzing import bounded
from classroom.domain import audio, ops, passing
from classroom.domain.limits import LARGEST_AUDIO
from classroom.domain.ops import Refused
from services.classroom.tests.inventions import DATA, FRAMES


@pytest.mark.parametrize("kind", sorted(ops.CHECKS))
def test_any_operation_is_cleaned_or_refused(kind: str) -> None:
    @bounded(25)
    @given(DATA)
    def clean(d: object) -> None:
        try:
            cleaned = ops.cleaned(kind, d)
        except Refused:
            return
        assert ops.cleaned(kind, orjson.loads(orjson.dumps(cleaned))) == cleaned

    clean()


@pytest.mark.parametrize("kind", sorted(passing.KINDS))
def test_anything_that_passes_is_cleaned_or_refused(kind: str) -> None:
    @bounded(40)
    @given(DATA)
    def clean(d: object) -> None:
        with suppress(Refused):
            orjson.dumps(passing.cleaned(kind, d))

    clean()


@bounded(100)
@given(FRAMES)
def test_a_frame_of_audio_comes_back_as_it_was(frame: audio.Frame) -> None:
    assert audio.read(audio.write(frame)) == frame


@bounded(150)
@given(FRAMES.map(audio.write), st.lists(st.tuples(st.integers(0, 200), st.binary(max_size=3)), max_size=4))
def test_a_broken_frame_of_audio_is_refused_or_stays_what_it_is(content: bytes, cuts: list[tuple[int, bytes]]) -> None:
    for at, piece in cuts:
        content = content[:at] + piece + content[at + 1 :]
    assert is_read_or_refused(content)


@bounded(100)
@given(st.binary(max_size=100) | st.just(bytes(LARGEST_AUDIO + 1)))
def test_any_bytes_are_audio_or_refused(content: bytes) -> None:
    assert is_read_or_refused(content)


def is_read_or_refused(content: bytes) -> bool:
    """Whether it is refused, or is a frame in every respect."""
    try:
        frame = audio.read(content)
    except Refused:
        return True
    is_whole = audio.write(frame) == content and frame.samples >= 0
    return is_whole and audio.read(audio.stamped(content, 7, 70_000)).stream == 7
