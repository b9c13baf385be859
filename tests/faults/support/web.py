"""The gateway as a browser sees it: requests, many at once, and a stream of server-sent events."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import orjson

from lectern.waiting import wait_until
from tests.faults.support.processes import Process


class Browser:
    """Asks a gateway; signed in if it has a token."""

    def __init__(self, gateway: Process, token: str = "") -> None:
        self._streams: list[Stream] = []
        headers = {"Authorization": f"Token {token}"} if token else {}
        self._client = httpx.Client(
            base_url=f"http://127.0.0.1:{gateway.port}",
            timeout=30,
            trust_env=False,
            headers=headers,
            limits=httpx.Limits(max_connections=200),
        )

    def get(self, path: str, **query: Any) -> httpx.Response:
        """GET."""
        return self._client.get(path, params=query)

    def post(self, path: str, **body: Any) -> httpx.Response:
        """POST with a JSON body."""
        return self._client.post(path, json=body)

    def get_many(self, path: str, queries: list[dict[str, Any]]) -> list[Any]:
        """GET many times at once; returns a future for each answer."""
        pool = ThreadPoolExecutor(len(queries))
        futures = [pool.submit(self.get, path, **query) for query in queries]
        pool.shutdown(wait=False)
        return futures

    def close(self) -> None:
        """Leave; streams that are still open end."""
        for stream in self._streams:
            stream.close()
        self._client.close()

    def serves(self, path: str) -> bool:
        """Whether there is a good answer at a path now."""
        try:
            return self.get(path).status_code == 200
        except httpx.HTTPError:
            return False

    def follow(self, path: str) -> Stream:
        """Open a stream of events."""
        stream = Stream(self._client, path)
        self._streams.append(stream)
        wait_until(lambda: stream.open, 10, "the stream is open")
        return stream


class Stream:
    """Reads events in a thread until it is closed or the server ends it."""

    def __init__(self, client: httpx.Client, path: str) -> None:
        self.events: list[dict[str, Any]] = []
        self.open = False
        self._closing = False
        self._reading = threading.Thread(target=self._read, args=(client, path))
        self._reading.start()

    def texts(self) -> list[str]:
        """The texts of the events, in the order in which they came."""
        return [event["text"] for event in self.events]

    def close(self) -> None:
        """Read no more; returns when the next line, or the ping, has come."""
        self._closing = True
        self._reading.join(10)

    def _read(self, client: httpx.Client, path: str) -> None:
        try:
            with client.stream("GET", path) as answer:
                self.open = answer.status_code == 200
                for line in answer.iter_lines():
                    if line.startswith("data: "):
                        self.events.append(orjson.loads(line.removeprefix("data: ")))
                    if self._closing:
                        return
        except httpx.HTTPError:
            return
        finally:
            self.open = False


def timed(request: Any) -> tuple[httpx.Response, float]:
    """The answer to a request and how long it took."""
    began = time.monotonic()
    answer: httpx.Response = request()
    return answer, time.monotonic() - began
