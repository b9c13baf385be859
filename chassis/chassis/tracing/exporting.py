"""Spans by OpenTelemetry's SDK, sent by OTLP over HTTP; its standard `OTEL_…` variables hold.

Imported only where traces are on. The sending is done by a thread, which is a green one in a patched process.
"""

from __future__ import annotations

import os
import threading

from opentelemetry import context, trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SpanExporter
from opentelemetry.trace import SpanKind, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from chassis.errors import ServiceError, Unavailable
from chassis.tracing import TRACEPARENT, Attributes, Kind

LAST_SECONDS = 1.0
_W3C = TraceContextTextMapPropagator()


class Span:
    """One piece of work under way, and the one that begins are parts of, until it ends."""

    def __init__(self, span: trace.Span) -> None:
        self._span = span
        self._token = context.attach(trace.set_span_in_context(span))

    def tell(self, name: str, attributes: Attributes) -> None:
        """Give it the name and attributes that are known only now."""
        self._span.update_name(name)
        self._span.set_attributes(dict(attributes))

    def end(self, error: BaseException | None = None) -> None:
        """It is done, or has failed; of an error only its type is told, for its message may name somebody."""
        if error is not None:
            self._span.set_attribute("error.type", error.code if isinstance(error, ServiceError) else _type(error))
        if error is not None and (isinstance(error, Unavailable) or not isinstance(error, ServiceError)):
            self._span.set_status(StatusCode.ERROR)
        context.detach(self._token)
        self._span.end()


class Exporting:
    """The spans of this process on their way to the collector."""

    def __init__(self, process: str, exporter: SpanExporter | None = None) -> None:
        named = {} if os.environ.get("OTEL_SERVICE_NAME") else {"service.name": process}
        self._provider = TracerProvider(resource=Resource.create(named), shutdown_on_exit=False)
        self._provider.add_span_processor(BatchSpanProcessor(exporter or OTLPSpanExporter()))
        self._tracer = self._provider.get_tracer("lectern")

    def begin(self, name: str, kind: Kind, attributes: Attributes, parent: str = "") -> Span:
        """A span within the current one, or within the one that `parent` tells of."""
        within = _W3C.extract({TRACEPARENT: parent}) if parent else None
        return Span(self._tracer.start_span(name, within, SpanKind[kind.upper()], dict(attributes)))

    def is_within(self) -> bool:
        """Whether anything is being traced in this task or green thread."""
        return trace.get_current_span().get_span_context().is_valid

    def traceparent(self) -> str:
        """The current span as W3C writes it; empty without one."""
        carrier: dict[str, str] = {}
        _W3C.inject(carrier)
        return carrier.get(TRACEPARENT, "")

    def stop(self) -> None:
        """Send what has not been sent, if that is quick: no collector is worth being late for."""
        last = threading.Thread(target=self._provider.shutdown, daemon=True)
        last.start()
        last.join(LAST_SECONDS)


def _type(error: BaseException) -> str:
    return type(error).__name__
