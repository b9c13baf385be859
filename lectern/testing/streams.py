"""Reading Server-Sent Events (WHATWG HTML, section 9.2) as they come, in a thread of its own."""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import httpx

from lectern.waiting import wait_until


@dataclass(frozen=True)
class Event:
    """One event: its id (empty if it has none), its type, its data (parsed JSON)."""

    id: str
    type: str
    data: Any  # whatever the stream's contract says


class EventStream:
    """The events of a path, kept from the moment the server has answered."""

    def __init__(self, api: httpx.Client, path: str, last_event_id: str = "") -> None:
        headers = {"Accept": "text/event-stream"}
        if last_event_id:
            headers["Last-Event-ID"] = last_event_id
        self._opening = api.stream("GET", path, headers=headers, timeout=httpx.Timeout(10, read=None))
        self.events: list[Event] = []
        self.ended = threading.Event()

    def __enter__(self) -> Self:
        self._response = self._opening.__enter__()
        self._response.raise_for_status()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        stream = self._response.extensions["network_stream"]
        stream.close()
        self._reader.join(10)
        self._opening.__exit__(kind, error, trace)

    def wait_for(self, condition: Callable[[Event], bool], seconds: float, what: str) -> Event:
        """The first event that meets the condition; raises TooLate."""
        return wait_until(lambda: next(filter(condition, self.events), None), seconds, what)  # type: ignore[return-value]

    def _read(self) -> None:
        fields: dict[str, str] = {}
        try:
            for line in self._response.iter_lines():
                if line:
                    name, _, value = line.partition(":")
                    fields[name] = value.removeprefix(" ")
                else:
                    self._take(fields)
                    fields = {}
        except (httpx.HTTPError, httpx.StreamError, OSError, ValueError):
            pass  # the connection was closed, by one side or the other
        finally:
            self.ended.set()

    def _take(self, fields: dict[str, str]) -> None:
        if "data" in fields:
            event = Event(fields.get("id", ""), fields.get("event", "message"), json.loads(fields["data"]))
            self.events.append(event)
