"""Who asks, and about what."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from lectern.system import System
from tests.system.authorization.scene import Cast
from tests.system.conformance.document import Operation, operations


@pytest.fixture(scope="module")
def published(system: System) -> dict[str, Operation]:
    """The published operations by verb and path."""
    return {operation.label: operation for operation in operations(system.url)}


# Who has done one of these is not signed in any more, or shut out for guessing.
ENDS_SESSION = {"POST /api/auth/logout/", "POST /api/auth/change_password/"}


@pytest.fixture(scope="module")
def cast(system: System) -> Iterator[Cast]:
    people = Cast(system)
    yield people
    people.leave()


@pytest.fixture
def choose(system: System, cast: Cast) -> Iterator[Callable[[str], Cast]]:
    """Those who ask for an operation: the same ones for all, but for what ends their session."""
    own = Cast(system)
    yield lambda name: own if name in ENDS_SESSION else cast
    own.leave()
