"""A PDF in the storage, as text: fetched to a file, and read in a process that may take no more than it is given."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from assignments.pdf import MAX_PAGES, Problem
from chassis import limited, scratch
from chassis.limited import MIB, Exceeded, Failed
from chassis.storage.files import Files

MEMORY = 380 * MIB  # of address space, which is under 400 MB
PIECE = 4 * MIB
SCRATCH = "lectern-pdf-"
LOOK_SECONDS, LOOK_CPU = 40.0, 15
READ_SECONDS, READ_CPU = 300.0, 120

WHY = {
    Problem.NOT_A_PDF: "This file is not a PDF, whatever its name says.",
    Problem.ENCRYPTED: "This PDF is encrypted. Save it without a password and send it again.",
    Problem.DAMAGED: "This PDF is damaged and cannot be read.",
    Problem.TOO_HEAVY: "This PDF takes too much memory or time to read. Split it, or save it anew.",
    Problem.TOO_LONG: f"This PDF has more than {MAX_PAGES} pages. Split it.",
    Problem.NO_TEXT: "There is no text in this PDF: it is empty or scanned. Run a text recognition over it first.",
}


class Unusable(Exception):
    """A PDF that nothing can be made of; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(WHY[problem])
        self.problem = problem

    @property
    def code(self) -> str:
        """The stable code of the error."""
        return f"assignments.{self.problem}"


def look(files: Files, key: str) -> None:
    """Make sure that there is text in it, reading no further than that takes. Raises Unusable, MissingObject."""
    with _fetched(files, key) as path:
        _run("look", path, LOOK_SECONDS, LOOK_CPU)


def read(files: Files, key: str) -> list[str]:
    """The text of each page. Raises Unusable, MissingObject."""
    with _fetched(files, key) as path:
        pages: list[str] = _run("read", path, READ_SECONDS, READ_CPU)["pages"]
    return pages


def _run(function: str, path: str, seconds: float, cpu_seconds: int) -> dict[str, list[str]]:
    try:
        found: dict[str, list[str]] = limited.run(
            f"assignments.pdf:{function}", path, seconds=seconds, cpu_seconds=cpu_seconds, memory=MEMORY
        )
    except Exceeded as error:
        raise Unusable(Problem.TOO_HEAVY) from error
    except Failed as error:
        raise Unusable(Problem.DAMAGED) from error
    if "problem" in found:
        raise Unusable(Problem(str(found["problem"])))
    return found


@contextmanager
def _fetched(files: Files, key: str) -> Iterator[str]:
    """The object as a file of its own, for as long as the block runs; never whole in memory."""
    size = files.head(key).size
    with scratch.folder(SCRATCH) as directory:
        path = directory / "source.pdf"
        with path.open("wb") as file:
            for start in range(0, size, PIECE):
                file.write(files.read(key, start, min(PIECE, size - start)))
        yield str(path)
