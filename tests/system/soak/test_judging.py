"""That a soak would notice what it looks for: a loss, a doubling, a half, and what grows."""

from __future__ import annotations

from collections.abc import Hashable

import pytest

from tests.system.soak.audit import compared
from tests.system.soak.book import Book, Kind
from tests.system.soak.report import Report
from tests.system.soak.views import View
from tests.system.soak.vitals import Life

Promised = dict[Hashable, bool]
ACKNOWLEDGED: Promised = {"x": True}
UNANSWERED: Promised = {"x": False}
NOBODYS: Promised = {}


@pytest.mark.parametrize(("promised", "listed", "told", "is_noticed"), [
    (ACKNOWLEDGED, 1, 1, False),
    (ACKNOWLEDGED, 1, None, False),
    (ACKNOWLEDGED, 0, 0, True),
    (ACKNOWLEDGED, 0, None, True),
    (ACKNOWLEDGED, 2, 2, True),
    (ACKNOWLEDGED, 1, 0, True),
    (ACKNOWLEDGED, 1, 2, True),
    (UNANSWERED, 0, 0, False),
    (UNANSWERED, 1, 1, False),
    (UNANSWERED, 1, 0, True),
    (UNANSWERED, 2, 2, True),
    (NOBODYS, 1, 1, True),
    (NOBODYS, 0, 1, True),
])  # fmt: skip
def test_what_is_not_as_promised_is_noticed(
    promised: Promised, listed: int, told: int | None, is_noticed: bool
) -> None:
    seen = None if told is None else View({"x": told})
    found = list(compared(Kind.ENROLMENT, promised, View({"x": listed}), seen))
    assert bool(found) == is_noticed


@pytest.mark.parametrize(("megabytes", "descriptors", "failures"), [(4.0, 10.0, 0), (6.0, 10.0, 1), (9.0, 60.0, 2)])
def test_what_grows_is_noticed(megabytes: float, descriptors: float, failures: int) -> None:
    life = Life("courses", (90.0, 100.0, 100.0 + megabytes), (10.0, 10.0, 10.0 + descriptors))
    report = Report(1, 60.0, Book(), [], [life], [])
    assert len(report.failures(most_megabytes=5.0)) == failures
    assert "courses" in report.text()
