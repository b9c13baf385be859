"""Files for tests: the smallest that are what they say, and some that are not."""

from __future__ import annotations

import io
import zipfile

from chassis.testing.pictures import animation, photograph, picture, picture_bomb

__all__ = ["animation", "photograph", "picture", "picture_bomb"]

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
