"""Parts of a file (RFC 9110, 14): which bytes `Range` asks for."""

from __future__ import annotations

import re

_ONE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII)


class NotSatisfiable(Exception):
    """The file has no such bytes."""


def wanted(header: str | None, size: int) -> tuple[int, int] | None:
    """The bytes from the first up to, not with, the second; None for the whole file.

    Several ranges at once, and what is no range, are answered with the whole file, as the RFC allows.
    Raises `NotSatisfiable`.
    """
    match = _ONE.fullmatch((header or "").strip().replace(" ", ""))
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        start, end = max(0, size - int(last)), size
    else:
        start, end = int(first), min(int(last) + 1, size) if last else size
        if last and int(last) < start:
            return None
    if start >= end:
        raise NotSatisfiable
    return start, end
