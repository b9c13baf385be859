"""Files of strangers, broken in every way that comes to mind: each is read, or refused with a reason."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assignments import documents, pdf
from assignments.documents import Unusable
from assignments.domain import OPTIONS, Item
from assignments.formats import gift, table
from assignments.formats.problems import Unreadable
from chassis.storage.files import Files
from chassis.testing.fuzzing import bounded
from services.assignments.tests import samples

GOOD = samples.pdf(samples.BIOLOGY)
# What a reader of PDFs follows: numbers that lead elsewhere, lengths, kinds, ends.
TOKENS = [b"0 R", b"-1", b"99999999999999999999", b"/Kids", b"/Length", b"/Filter", b"<<", b">>", b"[", b"]", b"obj"]
TOKENS += [b"endobj", b"stream", b"endstream", b"xref", b"trailer", b"/FlateDecode", b"(", b")", b"\x00", b"%%EOF"]
Cuts = list[tuple[int, int, bytes]]
CUTS: st.SearchStrategy[Cuts] = st.lists(
    st.tuples(st.integers(0, len(GOOD)), st.integers(0, 40), st.sampled_from(TOKENS) | st.binary(max_size=12)),
    min_size=1,
    max_size=8,
)
SIGNS = st.sampled_from(["{", "}", "~", "=", "#", "####", "->", "%50%", "::", "//", "$CATEGORY:", "\\", "\n", "a", "0"])
GIFT = st.lists(SIGNS | st.text(max_size=5), max_size=40).map("".join)
TABLE = st.builds(
    lambda header, rows: "\n".join([header, *rows]),
    st.sampled_from(["question,a,b,c,d,correct", "question;option_1", "front,back", "front;back;hint", ""]),
    st.lists(st.text('ab1D,;"\n\t\x00=', max_size=30), max_size=6),
)


def broken(cuts: Cuts) -> bytes:
    """The good document with pieces of it replaced."""
    content = GOOD
    for at, length, piece in cuts:
        content = content[:at] + piece + content[at + length :]
    return content


@bounded(30)
@given(CUTS)
def test_a_broken_pdf_is_read_or_told_what_is_wrong_with_it(cuts: Cuts) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.pdf"
        path.write_bytes(broken(cuts))
        for found in (pdf.look(str(path)), pdf.read(str(path))):
            assert found.keys() in ({"pages"}, {"problem"})


def test_a_broken_pdf_harms_nobody_but_the_process_that_reads_it(files: Files) -> None:
    @bounded(2)
    @given(CUTS)
    def look(cuts: Cuts) -> None:
        files.put("sources/a/a.pdf", broken(cuts))
        with suppress(Unusable):
            documents.look(files, "sources/a/a.pdf")

    look()


@bounded(100)
@given(GIFT)
def test_any_gift_is_read_or_every_question_told_why_not(text: str) -> None:
    try:
        questions = gift.read(text)
    except Unreadable:
        return
    assert questions
    assert all(is_question(one) for one in questions)


@pytest.mark.parametrize("read", [table.questions, table.cards])
def test_any_table_is_read_or_refused(read: object) -> None:
    assert callable(read)

    @bounded(60)
    @given(TABLE)
    def try_one(text: str) -> None:
        with suppress(Unreadable):
            assert read(text)

    try_one()


def is_question(item: Item) -> bool:
    return len(item["options"]) == OPTIONS and 0 <= item["correct"] < OPTIONS
