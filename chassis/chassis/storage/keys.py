"""Keys: the names of objects. One that is not of the known form is refused before it comes near a file system."""

from __future__ import annotations

import re
import unicodedata
import uuid

INCOMING = "incoming"
MAX_NAME = 80

_KEY = re.compile(r"[a-z]+(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+", re.ASCII)
_INCOMING = re.compile(rf"{INCOMING}/[0-9a-f]{{32}}", re.ASCII)


def incoming_key() -> str:
    """A new key for a file that arrives."""
    return f"{INCOMING}/{uuid.uuid4().hex}"


def is_incoming(key: str) -> bool:
    """Whether `incoming_key` could have made this one."""
    return _INCOMING.fullmatch(key) is not None


def checked(key: str) -> str:
    """The key itself. Raises ValueError for one that could mean anything but an object of ours."""
    if len(key) > 300 or _KEY.fullmatch(key) is None or ".." in key:
        raise ValueError("no such key can be")
    return key


def safe_name(filename: str) -> str:
    """A file's name in the few characters that mean nothing to any file system, at most 80 of them."""
    plain = unicodedata.normalize("NFKD", filename).encode("ascii", "ignore").decode()
    clean = re.sub(r"\.{2,}", ".", re.sub(r"[^A-Za-z0-9._-]+", "-", plain)).strip("-.")
    stem, dot, suffix = clean.rpartition(".")
    if not dot:
        return clean[:MAX_NAME] or "file"
    return f"{stem[: MAX_NAME - 11]}.{suffix[:10]}".strip("-.") or "file"
