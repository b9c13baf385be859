"""Stamps: small files that remember from what something was made, so that it is made only once."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def fingerprint(files: Iterable[Path], *words: str) -> str:
    """A hash over the names and contents of the files, in any order, and the words."""
    total = hashlib.sha256("\0".join(words).encode())
    for file in sorted(files):
        total.update(f"{file.name}\0".encode())
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def is_current(stamp: Path, wanted: str) -> bool:
    """Whether the stamp says that what it stands for was made from the wanted fingerprint."""
    return stamp.exists() and stamp.read_text() == wanted


def put(stamp: Path, made_from: str) -> None:
    """Remember what something was made from."""
    stamp.write_text(made_from)
