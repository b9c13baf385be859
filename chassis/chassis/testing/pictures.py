"""Pictures for tests: the smallest that are what they say, some that tell too much, and one that is far too large."""

from __future__ import annotations

import io
import zlib

from PIL import Image


def picture(kind: str = "PNG", size: tuple[int, int] = (8, 6), **options: object) -> bytes:
    """A red picture."""
    target = io.BytesIO()
    Image.new("RGB", size, "red").save(target, kind, **options)
    return target.getvalue()


def photograph() -> bytes:
    """A JPEG that lies on its side and tells where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "a secret description"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (48.0, 8.0, 0.0)
    return picture("JPEG", exif=exif)


def animation() -> bytes:
    """A GIF of three different frames."""
    frames = [Image.new("RGB", (8, 6), colour) for colour in ("red", "green", "blue")]
    target = io.BytesIO()
    frames[0].save(target, "GIF", save_all=True, append_images=frames[1:], duration=50, comment=b"a secret comment")
    return target.getvalue()


def picture_bomb() -> bytes:
    """A PNG of a few bytes whose header promises a billion pixels."""
    content = bytearray(picture())
    content[16:24] = (40_000).to_bytes(4, "big") + (40_000).to_bytes(4, "big")
    content[29:33] = zlib.crc32(bytes(content[12:29])).to_bytes(4, "big")
    return bytes(content)
