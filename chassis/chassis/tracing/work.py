"""The span of each call and each delivery of an event, as a Nameko dependency."""

from __future__ import annotations

from typing import Any

from nameko.extensions import DependencyProvider

from chassis import tracing

_SPAN = "span"


class Traces(DependencyProvider):
    """Goes on with the trace that a message carries; a message without one is not traced."""

    def worker_setup(self, worker_ctx: Any) -> None:
        """Called in the worker's green thread before its method."""
        parent = worker_ctx.data.get(tracing.TRACEPARENT)
        if not isinstance(parent, str) or not tracing.is_on():
            return
        service, method = worker_ctx.service_name, worker_ctx.entrypoint.method_name
        attributes = {"lectern.request_id": str(worker_ctx.data.get("request_id") or "")}
        kind: tracing.Kind = "consumer" if "message_id" in worker_ctx.data else "server"
        worker_ctx.data[_SPAN] = tracing.begin(f"{service}.{method}", kind, attributes, parent)

    def worker_result(self, worker_ctx: Any, result: Any = None, exc_info: Any = None) -> None:
        """Called in the same green thread when the method has returned or raised."""
        span = worker_ctx.data.pop(_SPAN, None)
        if span is not None:
            span.end(exc_info[1] if exc_info else None)
