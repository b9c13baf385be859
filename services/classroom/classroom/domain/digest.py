"""What is hashed of a board, exactly, so that other languages get the same: text in lines, numbers in ten-thousandths.

A number becomes `floor(x * 10000 + 0.5)`, which is the same in every language with IEEE doubles. The hash is FNV-1a
with 32 bits over UTF-8 (http://www.isthe.com/chongo/tech/comp/fnv/): enough to notice a difference, and a few lines.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

FNV_OFFSET, FNV_PRIME, MASK = 0x811C9DC5, 0x01000193, 0xFFFFFFFF


def digest_of(lines: Iterable[str]) -> str:
    """Eight hexadecimal digits for lines of text."""
    value = FNV_OFFSET
    for byte in "\n".join(lines).encode():
        value = ((value ^ byte) * FNV_PRIME) & MASK
    return f"{value:08x}"


def line_of(one: str, kind: str, uid: int, d: Mapping[str, Any], dx: float, dy: float) -> str:
    """The line of an object: its fields between tabs, its points `x,y` or `x,y,pressure` between semicolons."""
    points = ";".join(",".join(_whole(number) for number in point) for point in d["points"])
    fields = (kind, one, d["page"], str(uid), d["color"], _whole(d["width"]), _whole(dx), _whole(dy), points)
    return "\t".join(("O", *fields, d.get("fill") or "", d.get("text") or ""))


def _whole(number: float) -> str:
    return str(math.floor(number * 10_000 + 0.5))
