"""Files for tests: the smallest that are what they say, and some that are not."""

from __future__ import annotations

import io
import zipfile
import zlib

from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n"
MP4 = b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41" + b"\x00" * 64
MOV = b"\x00\x00\x00\x14ftypqt  \x00\x00\x02\x00qt  " + b"\x00" * 64
WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\x82\x84webm" + b"\x00" * 64
OGV = b"OggS\x00\x02" + b"\x00" * 22 + b"\x80theora" + b"\x00" * 64
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
XML = b'<?xml version="1.0"?><x/>'
HEIC = b"\x00\x00\x00\x18ftypheic" + b"\x00" * 64


def archive(*entries: str, first: tuple[str, bytes] | None = None) -> bytes:
    """A ZIP archive with these entries; `first` is stored uncompressed before them."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        if first:
            packed.writestr(zipfile.ZipInfo(first[0]), first[1])
        for name in entries:
            packed.writestr(name, b"<x/>")
    return target.getvalue()


DOCX = archive("[Content_Types].xml", "word/document.xml")
XLSX = archive("[Content_Types].xml", "xl/workbook.xml")
PPTX = archive("[Content_Types].xml", "ppt/presentation.xml")
ODT = archive("content.xml", first=("mimetype", b"application/vnd.oasis.opendocument.text"))
ZIP = archive("a.txt")


def bomb() -> bytes:
    """An office document of some kilobytes that says it unpacks to two gigabytes."""
    content = bytearray(DOCX)
    at = content.find(b"PK\x01\x02")
    content[at + 24 : at + 28] = (2**31).to_bytes(4, "little")
    return bytes(content)


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
