"""Static files held in memory, compressed once, so that a request for one is a look-up and never touches the disk."""

from __future__ import annotations

import gzip
import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from gateway.answers import Answer
from gateway.etags import is_fresh
from gateway.request import Request

TEXT = ("text/", "application/javascript", "application/json", "image/svg+xml", "application/manifest+json")
WORTH_COMPRESSING = 1024
PRECOMPRESSED = {".br": "br", ".gz": "gzip"}

FOREVER = "public, max-age=31536000, immutable"
REVALIDATE = "no-cache"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file: its bytes as they are and compressed, by the name of the encoding."""

    body: bytes
    media_type: str
    tag: str
    encoded: dict[str, bytes]

    def answer(self, request: Request, cache_control: str, headers: dict[str, str] | None = None) -> Answer:
        """The file, as small as the client takes it, or 304."""
        encoding, body = self._smallest(request.header(b"accept-encoding") or "")
        tag = f'"{self.tag}{encoding and "-" + encoding}"'
        answer = Answer(200, body, self.media_type, {"Cache-Control": cache_control, "ETag": tag, **(headers or {})})
        if self.encoded:
            answer.headers["Vary"] = "Accept-Encoding"
        if is_fresh(request.header(b"if-none-match") or "", tag):
            answer.status, answer.body = 304, b""
        elif encoding:
            answer.headers["Content-Encoding"] = encoding
        return answer

    def _smallest(self, accepted: str) -> tuple[str, bytes]:
        names = {one.partition(";")[0].strip() for one in accepted.split(",") if ";q=0" not in one.replace(" ", "")}
        usable = [(name, body) for name, body in self.encoded.items() if name in names]
        return min(usable, key=lambda one: len(one[1]), default=("", self.body))


def load_folder(folder: Path) -> dict[str, Asset]:
    """Every file below `folder` by its path with slashes; precompressed neighbours belong to what they compress."""
    return {path.relative_to(folder).as_posix(): load(path) for path in sorted(_files(folder))}


def load(path: Path) -> Asset:
    """One file."""
    encoded = {
        name: neighbour.read_bytes()
        for suffix, name in PRECOMPRESSED.items()
        if (neighbour := path.with_name(path.name + suffix)).is_file()
    }
    return make(path.read_bytes(), _media_type(path), encoded)


def make(body: bytes, media_type: str, encoded: dict[str, bytes] | None = None) -> Asset:
    """An asset from bytes; text is compressed unless it comes compressed."""
    encoded = dict(encoded or {})
    if "gzip" not in encoded and len(body) >= WORTH_COMPRESSING and media_type.startswith(TEXT):
        encoded["gzip"] = gzip.compress(body, 6, mtime=0)
    return Asset(body, media_type, blake2b(body, digest_size=12).hexdigest(), encoded)


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix not in PRECOMPRESSED:
            yield path


def _media_type(path: Path) -> str:
    if path.suffix == ".webmanifest":
        return "application/manifest+json"
    guessed = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return f"{guessed}; charset=utf-8" if guessed.startswith("text/") else guessed
