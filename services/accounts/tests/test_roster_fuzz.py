"""Whatever is sent as a list of people, it is read or refused with a sentence for the teacher."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from accounts import roster
from chassis.errors import InvalidInput
from chassis.testing.fuzzing import bounded

CELLS = st.text('abc@.,;\t"\r\n=\x00\ufeff é', max_size=12)
HEADERS = st.sampled_from(["email", "email,full_name", "full_name;EMAIL", "email\tcourse", '"email"', ""])
LISTS = st.builds(
    lambda header, rows: "\n".join([header, *(",".join(row) for row in rows)]).encode(),
    HEADERS,
    st.lists(st.lists(CELLS, max_size=5), max_size=8),
)


@bounded(150)
@given(LISTS | st.binary(max_size=200))
def test_any_list_is_read_or_refused(content: bytes) -> None:
    try:
        rows = roster.read(content)
    except InvalidInput:
        return
    assert len({row.number for row in rows}) == len(rows)
    for row in rows:
        assert all(cell == cell.strip() for cell in row.cells.values())
