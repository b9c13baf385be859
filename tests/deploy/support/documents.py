"""The commands that documents tell people: lines of blocks, and code in a sentence that has the form of a command."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lectern.layout import ROOT
from lectern.settings import BEGIN, END

DOCUMENTS = ("README.md", "docs/operating.md", "docs/scaling.md")
TABLE = re.compile(f"{re.escape(BEGIN)}.*{re.escape(END)}", re.DOTALL)
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
INDENTED = re.compile(r"^    (\S.*)$", re.MULTILINE)
# A word and more, an option and its value, or a setting and its value.
COMMAND = re.compile(r"`((?:--)?[a-z][\w./-]* [^`]+|[A-Z][A-Z0-9_]+=[^`]*)`")


def commands() -> list[str]:
    """Each, once, in the order of the documents."""
    return list(dict.fromkeys(command for name in DOCUMENTS for command in _of((ROOT / name).read_text())))


def _of(text: str) -> Iterator[str]:
    text = re.sub(r"\\\n\s*", "", TABLE.sub("", text))
    for language, block in FENCED.findall(text):
        yield from (_bare(line) for line in block.splitlines() if not language)
    sentences = FENCED.sub("", text)
    yield from map(_bare, INDENTED.findall(sentences))
    yield from COMMAND.findall(INDENTED.sub("", sentences))


def _bare(line: str) -> str:
    """A line without what is said of it, after a gap."""
    return re.split(r"\s{2,}", line.strip())[0]
