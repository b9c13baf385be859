"""A short soak: everybody at work, things killed, frozen, cut off and restarted, and in the end all is as promised."""

from __future__ import annotations

import pytest

from tests.system.soak.running import soak

SEED = 14
"""Its first: a service frozen, a node killed, RabbitMQ and Redis restarted, clients cut off, the gateway frozen."""
SECONDS, FAULTS = 60, 6
MOST_MEGABYTES = 32.0
"""In a minute a process still warms up; only a leak that is past doubt shows. `make soak` is strict."""


@pytest.mark.timeout(1500)
def test_nothing_that_was_promised_is_lost_doubled_or_half_done_and_nothing_leaks() -> None:
    report = soak(SECONDS, SEED, say=print, least=FAULTS)
    print(report.text())  # noqa: T201
    assert report.failures(MOST_MEGABYTES) == []
    assert len(report.struck) >= FAULTS
    assert all(report.book.acknowledged.values()), "everything was asked for, and given"
    assert report.lives, "some lived through the second half"
