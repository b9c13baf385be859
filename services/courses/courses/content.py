"""What a file is, told by its bytes and never by its name. Pure: whoever asks brings a way to read the file.

The signatures are those of the WHATWG's MIME Sniffing standard and of the formats' own specifications.
"""

from __future__ import annotations

import codecs
import re
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from chassis import pictures

Read = Callable[[int, int], bytes]
"""Reads at most so many bytes (second) from an offset (first)."""

HEAD = 4096
MAX_TEXT = 20 * 1024 * 1024
TEXT_STEP = 1024 * 1024
MAX_DIRECTORY = 4 * 1024 * 1024
MAX_UNPACKED = 1024 * 1024 * 1024
OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN = "application/vnd.oasis.opendocument"

DOCUMENTS = {
    "application/pdf": ".pdf",
    f"{OFFICE}.wordprocessingml.document": ".docx",
    f"{OFFICE}.spreadsheetml.sheet": ".xlsx",
    f"{OFFICE}.presentationml.presentation": ".pptx",
    f"{OPEN}.text": ".odt",
    f"{OPEN}.spreadsheet": ".ods",
    f"{OPEN}.presentation": ".odp",
    "text/plain": ".txt",
    "text/csv": ".csv",
    "text/markdown": ".md",
}
IMAGES = {"image/png": ".png", "image/jpeg": ".jpg", "image/gif": ".gif", "image/webp": ".webp"}
VIDEOS = {"video/mp4": ".mp4", "video/webm": ".webm", "video/quicktime": ".mov", "video/ogg": ".ogv"}
SUFFIXES = {**DOCUMENTS, **IMAGES, **VIDEOS}
ALSO = {"image/jpeg": (".jpeg",), "video/mp4": (".m4v",), "video/ogg": (".ogg",), "text/markdown": (".markdown",)}

_MAIN_PARTS = {
    "word/document.xml": f"{OFFICE}.wordprocessingml.document",
    "xl/workbook.xml": f"{OFFICE}.spreadsheetml.sheet",
    "ppt/presentation.xml": f"{OFFICE}.presentationml.presentation",
}
_MARKUP = re.compile(r"\s*<[!?a-z/]", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_STILL = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif", b"avis", b"M4A ", b"M4B ")


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file in an archive, as the archive's directory has it."""

    name: str
    unpacked: int


def type_of(read: Read, size: int, filename: str) -> str | None:
    """The media type of a file that may be course material; None for any other. The name only tells texts apart."""
    head = read(0, HEAD)
    return pictures.type_of(head) or _film(head) or _document(read, size, head) or _text(read, size, filename)


def named(filename: str, content_type: str) -> str:
    """The file's name with a suffix that says what it is, so that nobody opens it as something else."""
    suffix = SUFFIXES[content_type]
    if filename.lower().endswith((suffix, *ALSO.get(content_type, ()))) or content_type == "text/plain":
        return filename if "." in filename else filename + suffix
    return f"{filename[: 250 - len(suffix)]}{suffix}"


def _film(head: bytes) -> str | None:
    if head[4:8] == b"ftyp":
        brand = head[8:12]
        if brand in _STILL:
            return None
        return "video/quicktime" if brand == b"qt  " else "video/mp4"
    if head[4:8] in (b"moov", b"wide"):
        return "video/quicktime"
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "video/webm" if b"webm" in head[:64] else None
    return "video/ogg" if head.startswith(b"OggS") and b"\x80theora" in head else None


def _document(read: Read, size: int, head: bytes) -> str | None:
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    return _office(read, size, head) if head.startswith(b"PK\x03\x04") else None


def _office(read: Read, size: int, head: bytes) -> str | None:
    """Which office format an archive is. One that would fill a disk when it is unpacked is none."""
    entries = list(_entries(read, size))
    if not entries or sum(entry.unpacked for entry in entries) > MAX_UNPACKED:
        return None
    names = {entry.name for entry in entries}
    if "[Content_Types].xml" in names:
        return next((kind for part, kind in _MAIN_PARTS.items() if part in names), None)
    if head[30:38] == b"mimetype" and "content.xml" in names:
        declared = head[38 : 38 + 80]
        return next((kind for kind in DOCUMENTS if kind.startswith(OPEN) and _declares(declared, kind)), None)
    return None


def _declares(declared: bytes, kind: str) -> bool:
    """Whether the uncompressed entry `mimetype` says exactly this; `…text-template` is another type."""
    return declared.startswith(kind.encode()) and declared[len(kind) : len(kind) + 1] != b"-"


def _entries(read: Read, size: int) -> Iterator[_Entry]:
    """The directory at the end of a ZIP archive (APPNOTE 4.3.12 and 4.3.16), nothing of which is unpacked."""
    tail = read(max(0, size - 65_557), 65_557)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        return
    length, offset = struct.unpack_from("<II", tail, at + 12)
    if length > MAX_DIRECTORY:
        return
    directory, at = read(offset, length), 0
    while directory[at : at + 4] == b"PK\x01\x02" and len(directory) >= at + 46:
        (unpacked,) = struct.unpack_from("<I", directory, at + 24)
        name, extra, comment = struct.unpack_from("<HHH", directory, at + 28)
        yield _Entry(directory[at + 46 : at + 46 + name].decode("utf-8", "replace"), unpacked)
        at += 46 + name + extra + comment


def _text(read: Read, size: int, filename: str) -> str | None:
    """UTF-8 throughout, without control characters, and not the beginning of a page or a drawing."""
    if not 0 < size <= MAX_TEXT:
        return None
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        for start in range(0, size, TEXT_STEP):
            piece = decoder.decode(read(start, TEXT_STEP), final=start + TEXT_STEP >= size)
            if _CONTROLS.search(piece) or (start == 0 and _MARKUP.match(piece)):
                return None
    except UnicodeDecodeError:
        return None
    return _kind_of_text(filename.lower())


def _kind_of_text(filename: str) -> str:
    if filename.endswith(".csv"):
        return "text/csv"
    return "text/markdown" if filename.endswith((".md", ".markdown")) else "text/plain"
