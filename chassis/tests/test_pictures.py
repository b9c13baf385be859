"""Pictures lose all but their pixels, and are refused where they would fill the memory."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from chassis.pictures import UnusablePicture, redrawn, squares, type_of
from chassis.testing import pictures as samples


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
    with pytest.raises(UnusablePicture):
        squares(content, kind, [64])


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_picture_is_told_by_its_first_bytes(kind: str) -> None:
    assert type_of(samples.picture(kind)[:4096]) == f"image/{kind.lower()}"


@pytest.mark.parametrize("content", [b"", b"<svg xmlns=", b"<!DOCTYPE html>", b"%PDF-1.7", b"RIFF\x00\x00\x00\x00AVI "])
def test_what_is_no_picture_has_no_type(content: bytes) -> None:
    assert type_of(content) is None


def test_squares_show_the_middle_upright_and_tell_nothing() -> None:
    wide = Image.new("RGB", (300, 100), "white")
    wide.paste("blue", (100, 0, 200, 100))
    target = io.BytesIO()
    wide.save(target, "PNG")
    made = squares(target.getvalue(), "image/png", [64, 16])
    for side, content in made.items():
        with Image.open(io.BytesIO(content)) as square:
            assert (square.format, square.size) == ("WEBP", (side, side))
            red, _, blue = square.convert("RGB").getpixel((1, side // 2))  # type: ignore[misc]
            assert blue > 200
            assert red < 60
    drawn = squares(samples.photograph(), "image/jpeg", [64])[64]
    with Image.open(io.BytesIO(drawn)) as square:
        assert dict(square.getexif()) == {}
    assert b"secret" not in drawn


def test_a_square_keeps_what_is_transparent() -> None:
    target = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(target, "PNG")
    with Image.open(io.BytesIO(squares(target.getvalue(), "image/png", [64])[64])) as square:
        assert square.mode == "RGBA"
