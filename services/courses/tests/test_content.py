"""What a file is, whatever it is called; and pictures that keep nothing but their pixels."""

from __future__ import annotations

import os

import pytest

from courses.content import MAX_TEXT, SUFFIXES, named, type_of
from courses.domain import MaterialType, fits
from services.courses.tests import samples


def told(content: bytes, filename: str = "file") -> str | None:
    return type_of(lambda start, length: content[start : start + length], len(content), filename)


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        (samples.PDF, ".pdf"),
        (samples.DOCX, ".docx"),
        (samples.XLSX, ".xlsx"),
        (samples.PPTX, ".pptx"),
        (samples.ODT, ".odt"),
        (samples.MP4, ".mp4"),
        (samples.MOV, ".mov"),
        (samples.WEBM, ".webm"),
        (samples.OGV, ".ogv"),
        (samples.picture("PNG"), ".png"),
        (samples.picture("JPEG"), ".jpg"),
        (samples.picture("WEBP"), ".webp"),
        (samples.animation(), ".gif"),
        ("Grüße, Welt\r\n\tEnde".encode(), ".txt"),
        ("\ufeffa,b\n1,2\n".encode(), ".txt"),
    ],
)
def test_the_bytes_say_what_it_is(content: bytes, suffix: str) -> None:
    kind = told(content)
    assert kind is not None
    assert SUFFIXES[kind] == suffix


@pytest.mark.parametrize(
    "content",
    [
        b"",
        samples.HTML,
        b"\n\n  " + samples.HTML,
        "\ufeff".encode() + samples.HTML,
        samples.SVG,
        samples.XML,
        samples.ZIP,
        samples.bomb(),
        samples.DOCX[:-30],
        samples.HEIC,
        b"MZ\x90\x00" + os.urandom(100),
        "Grüße".encode("latin-1"),
        b"text with \x00 zero",
        b"x" * 1_100_000 + b"\xff",
        b"RIFF\x04\x00\x00\x00WAVE",
        b"OggS\x00\x02" + b"\x00" * 22 + b"OpusHead",
    ],
)
def test_anything_else_is_nothing_we_keep(content: bytes) -> None:
    assert told(content, "innocent.pdf") is None


def test_a_text_that_is_too_long_is_not_read() -> None:
    def read(start: int, length: int) -> bytes:
        assert start == 0
        assert length <= 4096
        return b"x" * length

    assert type_of(read, MAX_TEXT + 1, "long.txt") is None


def test_the_name_tells_texts_apart_and_nothing_else() -> None:
    assert told(b"a,b\n", "a.CSV") == "text/csv"
    assert told(b"# a\n", "a.md") == "text/markdown"
    assert told(samples.PDF, "a.csv") == "application/pdf"


@pytest.mark.parametrize(
    ("sent", "kind", "kept"),
    [
        ("a.pdf", "application/pdf", "a.pdf"),
        ("a.PDF", "application/pdf", "a.PDF"),
        ("a.exe", "application/pdf", "a.exe.pdf"),
        ("photo.jpeg", "image/jpeg", "photo.jpeg"),
        ("a.html", "text/plain", "a.html"),
        ("README", "text/plain", "README.txt"),
    ],
)
def test_a_name_ends_in_what_the_file_is(sent: str, kind: str, kept: str) -> None:
    assert named(sent, kind) == kept


def test_every_type_fits_one_kind_of_material() -> None:
    for kind in SUFFIXES:
        assert sum(fits(kind, one) for one in MaterialType) == 1
