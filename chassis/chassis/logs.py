"""Structured logs: one JSON object a line, or a readable line on a terminal. Every line carries the request's id."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING, Any

import structlog

if TYPE_CHECKING:
    from chassis.settings import Settings


def configure(settings: Settings, process: str) -> None:
    """Send all logging of this process, the libraries' too, through structlog to standard output."""
    readable = settings.log_format == "text" or (settings.log_format == "auto" and sys.stdout.isatty())
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        _named(process),
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: list[Any] = [_on_one_line, structlog.dev.ConsoleRenderer()] if readable else _json()
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.log_level.upper())
    logging.getLogger("nameko.containers").setLevel(logging.ERROR)  # else expected errors come with tracebacks
    for chatty in ("amqp", "nameko", "kombu", "pika", "alembic.runtime.plugins"):
        logging.getLogger(chatty).setLevel(max(root.level, logging.WARNING))
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(root.level),
        cache_logger_on_first_use=True,
    )


def _named(process: str) -> Any:
    """A processor that writes the process's name, in every thread and greenlet."""

    def add(_: Any, __: str, event: dict[str, Any]) -> dict[str, Any]:
        event["process"] = process
        return event

    return add


def _on_one_line(_: Any, __: str, event: dict[str, Any]) -> dict[str, Any]:
    """A processor for terminals: no text begins a line that looks like another's, or moves the cursor. JSON escapes."""
    return {_shown(name): _shown(value) if isinstance(value, str) else value for name, value in event.items()}


def _shown(text: str) -> str:
    return "".join(one if one.isprintable() else repr(one)[1:-1] for one in text)


def _json() -> list[Any]:
    return [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
