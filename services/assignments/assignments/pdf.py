"""The text of a PDF, page by page. Runs in a limited process of its own: what a PDF holds is a stranger's.

Nothing here raises for a file that cannot be used: the answer says what is wrong with it, as a `Problem`.
"""

from __future__ import annotations

import logging
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Any

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, PyPdfError

MAX_PAGES = 2000
MAX_CHARACTERS = 8_000_000
MAX_OF_PAGE = 100_000
DEEPEST = 600
ENOUGH = 200
"""Letters by which a document counts as one that has text."""


class Problem(StrEnum):
    """Why a file cannot be used."""

    NOT_A_PDF = "not_a_pdf"
    ENCRYPTED = "encrypted_pdf"
    DAMAGED = "damaged_pdf"
    TOO_HEAVY = "heavy_pdf"
    TOO_LONG = "long_pdf"
    NO_TEXT = "no_text"


def look(path: str) -> dict[str, Any]:
    """Whether there is text in it: `{"pages": number}` or `{"problem": …}`; reads no further than it has to."""
    return _safely(path, _looked)


def read(path: str) -> dict[str, Any]:
    """`{"pages": [text of each page]}` or `{"problem": …}`."""
    return _safely(path, _read)


def _safely(path: str, use: Callable[[PdfReader], dict[str, Any]]) -> dict[str, Any]:
    try:
        with _guarded(), open(path, "rb") as file:
            if b"%PDF-" not in file.read(1024):
                return {"problem": Problem.NOT_A_PDF}
            return use(_opened(PdfReader(file)))
    except MemoryError:
        return {"problem": Problem.TOO_HEAVY}
    except (FileNotDecryptedError, DependencyError):
        return {"problem": Problem.ENCRYPTED}
    except LimitReachedError:
        return {"problem": Problem.TOO_HEAVY}
    except _Unusable as error:
        return {"problem": error.problem}
    except (PyPdfError, RecursionError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError):
        return {"problem": Problem.DAMAGED}


@contextmanager
def _guarded() -> Iterator[None]:
    """Without pypdf's remarks, and with an end to what refers to itself."""
    depth, quiet = sys.getrecursionlimit(), logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    sys.setrecursionlimit(DEEPEST)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        sys.setrecursionlimit(depth)
        logging.disable(quiet)


class _Unusable(Exception):
    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def _opened(reader: PdfReader) -> PdfReader:
    """A document that anybody can open is opened, one with a password is not. Raises _Unusable."""
    if reader.is_encrypted and not reader.decrypt(""):
        raise _Unusable(Problem.ENCRYPTED)
    if len(reader.pages) > MAX_PAGES:
        raise _Unusable(Problem.TOO_LONG)
    if not len(reader.pages):
        raise _Unusable(Problem.DAMAGED)
    return reader


def _looked(reader: PdfReader) -> dict[str, Any]:
    letters = 0
    for text in _texts(reader):
        letters += sum(map(str.isalpha, text))
        if letters >= ENOUGH:
            return {"pages": len(reader.pages)}
    return {"problem": Problem.NO_TEXT}


def _read(reader: PdfReader) -> dict[str, Any]:
    pages = list(_texts(reader))
    letters = sum(sum(map(str.isalpha, page)) for page in pages)
    return {"pages": pages} if letters >= ENOUGH else {"problem": Problem.NO_TEXT}


def _texts(reader: PdfReader) -> Iterator[str]:
    """The text of every page; a page that cannot be read is an empty one. Raises _Unusable for too much text."""
    total = 0
    for number in range(len(reader.pages)):
        text = _text(reader, number)[:MAX_OF_PAGE]
        total += len(text)
        if total > MAX_CHARACTERS:
            raise _Unusable(Problem.TOO_HEAVY)
        yield text


def _text(reader: PdfReader, number: int) -> str:
    try:
        text = reader.pages[number].extract_text()
    except (MemoryError, LimitReachedError):
        raise
    except Exception:
        return ""
    return text.encode("utf-8", "replace").decode().replace("\x00", "")
