"""A long document in parts that a model can take in, and how many items each part is to give. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assignments.proving import flowing

PART = 12_000
"""Characters of a part."""
SURPLUS = 1.4
"""How many more items are asked for than are needed: some will not stand the test."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some pages in a row: their text, each page under its number, and how many items to ask for."""

    text: str
    wanted: int


def parts_of(pages: Sequence[str], count: int) -> list[Part]:
    """The parts to ask about. With more parts than items wanted, evenly spaced ones stand for the whole document."""
    texts = _packed(pages)
    step = max(1.0, len(texts) / count)
    chosen = [texts[int(at * step)] for at in range(min(count, len(texts)))]
    total = min(len(chosen) * count, round(count * SURPLUS) + len(chosen))
    shares = [total * (at + 1) // len(chosen) - total * at // len(chosen) for at in range(len(chosen))]
    return [Part(text, max(1, share)) for text, share in zip(chosen, shares, strict=True)]


def _packed(pages: Sequence[str]) -> list[str]:
    """Pages in order, packed into texts of about a part's length; a longer page is a part by itself, cut."""
    packed: list[str] = []
    for number, page in enumerate(pages, 1):
        text = flowing(page)
        if not text:
            continue
        marked = f"[page {number}]\n{text[:PART]}"
        if packed and len(packed[-1]) + len(marked) <= PART:
            packed[-1] += f"\n\n{marked}"
        else:
            packed.append(marked)
    return packed
