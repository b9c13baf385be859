"""An answer to an HTTP request, whole and ready to be sent."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import orjson

JSON = "application/json"


@dataclass(slots=True)
class Answer:
    """Status, headers (names as they are written, values without line breaks) and body."""

    status: int = 200
    body: bytes = b""
    media_type: str = JSON
    headers: dict[str, str] = field(default_factory=dict)

    def raw_headers(self) -> list[tuple[bytes, bytes]]:
        """The headers as ASGI wants them, with the body's type and length."""
        raw = [(name.lower().encode("latin-1"), encode_value(value)) for name, value in self.headers.items()]
        if self.status not in (204, 304):
            raw.append((b"content-length", str(len(self.body)).encode()))
            if self.body:
                raw.append((b"content-type", self.media_type.encode("latin-1")))
        return raw


def json_answer(content: Any, status: int = 200, headers: dict[str, str] | None = None) -> Answer:
    """`content` as JSON that is never stored by a cache."""
    return Answer(status, orjson.dumps(content), JSON, {"Cache-Control": "no-store", **(headers or {})})


def encode_value(value: str) -> bytes:
    """A header's value in Latin-1, as HTTP has it; control characters, line breaks above all, are taken out."""
    clean = value if value.isprintable() else "".join(one for one in value if one.isprintable())
    return clean.encode("latin-1", "replace")
