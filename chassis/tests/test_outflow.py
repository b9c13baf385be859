"""A socket that does not keep up loses what passes, learns of it, and is given up; what lasts is never left out."""

from __future__ import annotations

import asyncio

import pytest

from chassis.sockets.outflow import ONE_CLIENT, Bounds, Corked, Outflow

SHARED = Corked([(b"a", False), (b"(", True), (b"b", False), (b")", True)])


class FakeTransport(asyncio.WriteTransport):
    """Keeps what is written; `waiting` is what the test says the other side has not taken."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[bytes] = []
        self.waiting = 0
        self.closing = False

    def is_closing(self) -> bool:
        """See asyncio."""
        return self.closing

    def get_write_buffer_size(self) -> int:
        """See asyncio."""
        return self.waiting

    def write(self, data: object) -> None:
        """See asyncio."""
        self.written.append(bytes(data))  # type: ignore[call-overload]


class Socket:
    """A socket with its way out, and how often it was given up."""

    def __init__(self, bounds: Bounds = ONE_CLIENT) -> None:
        self.transport = FakeTransport()
        self.given_up = 0
        self.out = Outflow(self.transport, self._give_up, bounds)

    def _give_up(self) -> None:
        self.given_up += 1


def test_own_frames_come_first_and_everything_in_one_piece() -> None:
    here = Socket()
    here.out.write(SHARED, b"own")
    here.out.write(None, b"more")
    here.out.write(None)
    assert here.transport.written == [b"owna(b)", b"more"]


def test_who_is_behind_gets_only_what_lasts() -> None:
    here = Socket()
    here.transport.waiting = ONE_CLIENT.drop_over + 1
    here.out.write(SHARED, b"own")
    assert here.transport.written == [b"ownab"]


def test_a_stream_is_marked_for_who_was_not_sent_all_of_it_and_once() -> None:
    here = Socket()
    for waiting, number in ((0, 1), (ONE_CLIENT.drop_over + 1, 2), (0, 3), (0, 4)):
        here.transport.waiting = waiting
        sent = here.out.write_stream(7, b"%d" % number, lambda: b"marked")
        assert sent == (number != 2)
    assert here.transport.written == [b"1", b"marked", b"4"]


def test_another_stream_of_the_same_number_is_not_marked() -> None:
    here = Socket()
    here.transport.waiting = ONE_CLIENT.drop_over + 1
    here.out.write_stream(7, b"1", lambda: b"marked")
    assert here.out.has_missed
    here.out.forget(7)
    here.transport.waiting = 0
    here.out.write_stream(7, b"2", lambda: b"marked")
    assert here.transport.written == [b"2"]


def test_who_is_too_far_behind_is_given_up_at_once_and_a_little_behind_after_a_while(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = Socket()
    here.transport.waiting = ONE_CLIENT.most + 1
    here.out.write(SHARED)
    assert (here.given_up, here.transport.written) == (1, [])
    now = 100.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    other = Socket()
    other.transport.waiting = ONE_CLIENT.slow_over + 1
    other.out.write(SHARED)
    now += ONE_CLIENT.slow_seconds
    other.out.write(SHARED)
    assert other.given_up == 0
    now += 1
    other.out.write(SHARED)
    assert (other.given_up, other.transport.written) == (1, [b"ab", b"ab"])


def test_what_was_asked_for_in_one_piece_may_take_its_time_but_no_more_than_that() -> None:
    here = Socket()
    board = bytes(4 * ONE_CLIENT.most)
    here.out.write(None, board)
    here.transport.waiting = len(board)
    here.out.write(SHARED)
    assert (here.given_up, here.transport.written[1:]) == (0, [b"ab"])
    here.transport.waiting = 10
    here.out.write(SHARED)
    here.transport.waiting = ONE_CLIENT.most + 1
    here.out.write(SHARED)
    assert here.given_up == 1


def test_nothing_is_written_to_what_is_closing() -> None:
    here = Socket()
    here.transport.closing = True
    here.out.write(SHARED, b"own")
    assert here.out.write_stream(1, b"frame", lambda: b"")
    assert here.transport.written == []
