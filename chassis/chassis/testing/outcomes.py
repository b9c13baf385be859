"""What an action has to end with, for tests that compare a service with a model of it."""

from __future__ import annotations

from contextlib import suppress
from types import TracebackType

from chassis.errors import ServiceError

Refusal = type[ServiceError] | None


class Outcome(suppress):
    """What the body of the `with` has to end with: this refusal, or none."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(*([refusal] if refusal else []))
        self._refusal = refusal

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Raises AssertionError where nothing was refused that should be."""
        if self._refusal is not None and kind is None:
            raise AssertionError(f"this should be refused with {self._refusal}")
        return bool(super().__exit__(kind, error, trace))


def first_refusal(*refusals: tuple[type[ServiceError], bool]) -> Refusal:
    """The first of the refusals that hold."""
    return next((kind for kind, holds in refusals if holds), None)
