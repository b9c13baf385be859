"""What is told over an uplink arrives as it was told; what is no uplink's is refused, and nothing else happens."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.sockets import uplink
from chassis.sockets.uplink import Kind, Malformed, Record, Streamed
from chassis.testing.fuzzing import bounded

NUMBERS = st.integers(0, 2**32 - 1)
RECORDS = st.builds(Record, st.sampled_from(Kind), NUMBERS, st.binary(max_size=300))
STREAMED = st.binary(min_size=1, max_size=300).flatmap(
    lambda frame: st.builds(
        Streamed, NUMBERS, NUMBERS, st.integers(0, len(frame) - 1), st.integers(0, 255), st.just(frame)
    )
)


def packed(records: list[Record]) -> bytes:
    """A message with these records."""
    return b"".join(uplink.pack(Kind(kind), number, payload) for kind, number, payload in records)


@bounded(100)
@given(st.lists(RECORDS, max_size=20))
def test_records_arrive_in_their_order_as_they_were(records: list[Record]) -> None:
    assert list(uplink.unpack(packed(records))) == records


@bounded(100)
@given(st.lists(RECORDS, min_size=1, max_size=5), st.data())
def test_a_message_that_is_cut_off_is_refused_after_the_whole_records(
    records: list[Record], data: st.DataObject
) -> None:
    whole = packed(records[:-1])
    cut = data.draw(st.integers(len(whole) + 1, len(packed(records)) - 1))
    read: list[Record] = []
    with pytest.raises(Malformed):
        read.extend(uplink.unpack(packed(records)[:cut]))
    assert list(uplink.unpack(whole)) == records[:-1]


@bounded(100)
@given(st.binary(max_size=200))
def test_nothing_that_comes_does_more_than_being_refused(content: bytes) -> None:
    with suppress(Malformed):
        for record in uplink.unpack(content):
            for read in (uplink.unpack_number, uplink.unpack_code, uplink.unpack_stream):
                with suppress(Malformed):
                    read(record.payload)


@bounded(100)
@given(NUMBERS, STREAMED)
def test_a_frame_of_a_stream_arrives_and_can_be_marked(group: int, streamed: Streamed) -> None:
    (record,) = uplink.unpack(uplink.pack_stream(group, streamed))
    assert (record.kind, record.number) == (Kind.STREAM, group)
    assert uplink.unpack_stream(record.payload) == streamed
    marked = streamed.marked()
    assert marked[streamed.at] == streamed.frame[streamed.at] | streamed.bits
    assert marked[: streamed.at] == streamed.frame[: streamed.at]
    assert marked[streamed.at + 1 :] == streamed.frame[streamed.at + 1 :]


@bounded(100)
@given(NUMBERS, NUMBERS, st.integers(0, 65535))
def test_numbers_and_codes_arrive(number: int, other: int, code: int) -> None:
    (entered, closed) = uplink.unpack(uplink.pack_number(Kind.ENTER, number, other) + uplink.pack_code(number, code))
    assert (entered.number, uplink.unpack_number(entered.payload)) == (number, other)
    assert (closed.number, uplink.unpack_code(closed.payload)) == (number, code)
