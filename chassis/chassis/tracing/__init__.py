"""Traces: which processes one request went through, and for how long it was in each.

    gateway ── client span ──► service ── SQL spans
                                  └── producer span ──► outbox, broker ──► handler ── SQL spans

Off unless OTEL_EXPORTER_OTLP_ENDPOINT says where to send them, and then nothing of OpenTelemetry is imported. A trace
begins at the gateway; what a process does by the clock has none. The way on is W3C's `traceparent`, a header of calls
and a field of events (https://www.w3.org/TR/trace-context/). Spans tell names, never values: no person, no token.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from chassis.tracing.exporting import Exporting, Span

Kind = Literal["server", "client", "producer", "consumer"]
Attributes = Mapping[str, str | int]
ADDRESSES = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
TRACEPARENT = "traceparent"

_exporting: Exporting | None = None


def start(process: str) -> None:
    """Begin to trace this process, if the environment asks for it. In a patched one: after the patch."""
    global _exporting
    if any(os.environ.get(name) for name in ADDRESSES):
        from chassis.tracing.exporting import Exporting

        _exporting = Exporting(process)


def stop() -> None:
    """Send what has not been sent."""
    if _exporting is not None:
        _exporting.stop()


def is_on() -> bool:
    """Whether this process is traced."""
    return _exporting is not None


def begin(name: str, kind: Kind, attributes: Attributes, parent: str = "") -> Span | None:
    """Begin a trace, or go on with `parent`'s; the caller ends the span, in the same task or green thread."""
    return _exporting.begin(name, kind, attributes, parent) if _exporting is not None else None


def child(name: str, kind: Kind, attributes: Attributes) -> Span | None:
    """Begin a part of what is traced here; None when nothing is."""
    return _exporting.begin(name, kind, attributes) if _exporting is not None and _exporting.is_within() else None


@contextmanager
def part(name: str, kind: Kind, attributes: Attributes) -> Iterator[None]:
    """A part of what is traced here, if anything is."""
    span, error = child(name, kind, attributes), None
    try:
        yield
    except BaseException as raised:
        error = raised
        raise
    finally:
        if span is not None:
            span.end(error)


def onward() -> dict[str, str]:
    """What a message carries so that its receiver goes on with this trace; empty when nothing is traced here."""
    found = _exporting.traceparent() if _exporting is not None else ""
    return {TRACEPARENT: found} if found else {}
