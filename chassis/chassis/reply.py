"""What an endpoint answers with when a plain model does not say enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reply(Generic[T]):
    """A body with a status and headers. `location` is the path of what was created."""

    body: T | None = None
    status: int = 200
    location: str | None = None
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list: the items, the opaque cursor of the next page (None at the end), and how many in all."""

    items: Sequence[T]
    next_cursor: str | None
    total: int
