"""What a file is, whatever it is called; and pictures that keep nothing but their pixels."""

from __future__ import annotations

import io
import os

import pytest
from PIL import Image

from courses.content import MAX_TEXT, SUFFIXES, named, type_of
from courses.domain import MaterialType, fits
from courses.pictures import UnusablePicture, redrawn
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


def test_a_photograph_loses_where_it_was_taken_and_stands_upright() -> None:
    content = samples.photograph()
    assert b"a secret description" in content
    drawn = redrawn(content, "image/jpeg")
    with Image.open(io.BytesIO(drawn)) as picture:
        assert dict(picture.getexif()) == {}
        assert picture.size == (6, 8)
    assert b"secret" not in drawn
    assert b"Exif" not in drawn


def test_an_animation_keeps_its_frames_and_loses_its_comment() -> None:
    drawn = redrawn(samples.animation(), "image/gif")
    with Image.open(io.BytesIO(drawn)) as picture:
        assert getattr(picture, "n_frames", 1) == 3
    assert b"secret" not in drawn


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_what_follows_the_picture_is_gone(kind: str) -> None:
    drawn = redrawn(samples.picture(kind) + b"<script>alert(1)</script>", f"image/{kind.lower()}")
    assert b"script" not in drawn


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (samples.picture_bomb(), "image/png"),
        (samples.picture()[:40], "image/png"),
        (b"\xff\xd8\xff" + b"\x00" * 100, "image/jpeg"),
        (samples.picture("PNG"), "image/jpeg"),
    ],
)
def test_a_picture_that_cannot_be_drawn_is_refused(content: bytes, kind: str) -> None:
    with pytest.raises(UnusablePicture):
        redrawn(content, kind)
