"""Pictures, drawn anew: what comes out has the same pixels and nothing else, no place, no camera, nothing hidden.

It takes processor time: call it in a thread of its own.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

MAX_BYTES = 30 * 1024 * 1024
MAX_PIXELS = 50_000_000
MAX_FRAMES = 500
MAX_PIXELS_IN_ALL = 200_000_000
FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/gif": "GIF", "image/webp": "WEBP"}
OPTIONS: dict[str, dict[str, Any]] = {
    "PNG": {"optimize": False},
    "JPEG": {"quality": 90, "progressive": True},
    "GIF": {},
    "WEBP": {"quality": 90},
}

Image.MAX_IMAGE_PIXELS = MAX_PIXELS


class UnusablePicture(ValueError):
    """It cannot be read as a picture, or would be too large as one. The message says which."""


def type_of(head: bytes) -> str | None:
    """The media type of a picture by its first bytes (WHATWG MIME Sniffing, 6.1); None for anything else."""
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    return "image/webp" if head[:4] == b"RIFF" and head[8:12] == b"WEBP" else None


def redrawn(content: bytes, content_type: str) -> bytes:
    """The same picture in the same format, upright, without metadata. Raises UnusablePicture."""
    kind = FORMATS[content_type]
    with _opened(content, kind) as picture:
        return _drawn(picture, kind)


def squares(content: bytes, content_type: str, sides: Sequence[int]) -> dict[int, bytes]:
    """The middle of a picture as squares of so many pixels a side, as WebP, upright. Raises UnusablePicture."""
    with _opened(content, FORMATS[content_type]) as picture:
        picture.draft("RGB", (2 * max(sides), 2 * max(sides)))
        whole = ImageOps.exif_transpose(picture)
        bare = whole.convert("RGBA" if whole.has_transparency_data else "RGB")
        return {side: _square(bare, side) for side in sides}


@contextmanager
def _opened(content: bytes, kind: str) -> Iterator[Image.Image]:
    try:
        with Image.open(io.BytesIO(content), formats=[kind]) as picture:
            _require_sane(picture)
            yield picture
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large() from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, IndexError) as error:
        if isinstance(error, UnusablePicture):
            raise
        raise UnusablePicture("This picture is damaged.") from error


def _require_sane(picture: Image.Image) -> None:
    """Look at what the header says, before any of it is unpacked."""
    pixels = picture.width * picture.height
    frames = getattr(picture, "n_frames", 1)
    if pixels > MAX_PIXELS or frames > MAX_FRAMES or pixels * frames > MAX_PIXELS_IN_ALL:
        raise _too_large()


def _drawn(picture: Image.Image, kind: str) -> bytes:
    options = dict(OPTIONS[kind])
    if getattr(picture, "is_animated", False) and kind != "JPEG":
        frames = [_bare(frame) for frame in ImageSequence.Iterator(picture)]
        timing = {"duration": picture.info.get("duration", 100), "loop": picture.info.get("loop", 0)}
        options |= {"save_all": True, "append_images": frames[1:], **timing}
        first = frames[0]
    else:
        first = _bare(ImageOps.exif_transpose(picture))
    if kind == "JPEG" and first.mode not in ("L", "RGB", "CMYK"):
        first = first.convert("RGB")
    target = io.BytesIO()
    first.save(target, kind, **options)
    return target.getvalue()


def _square(picture: Image.Image, side: int) -> bytes:
    target = io.BytesIO()
    ImageOps.fit(picture, (side, side), Image.Resampling.LANCZOS).save(target, "WEBP", quality=85)
    return target.getvalue()


def _bare(picture: Image.Image) -> Image.Image:
    """A copy with nothing but the pixels, and what is needed to see them."""
    bare = picture.copy()
    bare.info = {name: picture.info[name] for name in ("transparency",) if name in picture.info}
    return bare


def _too_large() -> UnusablePicture:
    return UnusablePicture(f"This picture has too many pixels; {MAX_PIXELS // 1_000_000} million are taken.")
