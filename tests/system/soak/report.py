"""What a soak has shown, for people, and what of it is a failure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.system.soak.book import Book
from tests.system.soak.faults import Struck
from tests.system.soak.vitals import Life

MORE_DESCRIPTORS = 16
"""Each client holds one connection, or none between two requests; a database's pool opens files as it is needed."""
SHOWN = 20


@dataclass(frozen=True)
class Report:
    """All figures of a soak."""

    seed: int
    seconds: float
    book: Book
    struck: list[Struck]
    lives: list[Life]
    troubles: list[str]

    def failures(self, most_megabytes: float) -> list[str]:
        """What is not as it should be. `most_megabytes`: how much a process may grow in a quarter of the time."""
        found = [*self.book.wrong, *self.troubles]
        for one in self.lives:
            if one.grown_descriptors > MORE_DESCRIPTORS:
                found.append(f"{one.name} has {one.grown_descriptors:.0f} descriptors more than in the middle")
            if one.grown_megabytes > most_megabytes:
                found.append(f"{one.name} has grown by {one.grown_megabytes:.1f} MB since the middle")
        return found

    def text(self) -> str:
        """All of it."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        answers = self.book.answers
        failed = {name: count for name, count in sorted(answers.items()) if not name.startswith("2")}
        yield f"{self.seconds:.0f} s with SEED={self.seed}: {answers.total()} requests"
        yield f"not answered well: {_listing(failed)}"
        yield f"acknowledged: {_listing(self.book.acknowledged)}"
        yield f"{len(self.struck)} faults:"
        yield from (f"  {one}" for one in self.struck)
        longest = max((one.seconds for one in self.struck), default=0.0)
        silence = self.book.longest_silence
        yield f"longest until all was ready again: {longest:.1f} s; until anybody was served: {silence:.1f} s"
        yield f"{'process':24}{'MB: first':>12}{'middle':>8}{'end':>8}{'files: first':>16}{'middle':>8}{'end':>6}"
        for life in self.lives:
            megabytes = "".join(f"{one:8.1f}" for one in life.megabytes)
            yield f"{life.name:24}{megabytes:>28}" + "".join(f"{one:{width}.0f}" for one, width in _wide(life))


def _wide(life: Life) -> Iterator[tuple[float, int]]:
    yield from zip(life.descriptors, (16, 8, 6), strict=True)


def _listing(counts: dict[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items()) or "nothing"
