"""A small stand-in for an OpenAI-compatible server, which answers as a test tells it to."""

from __future__ import annotations

import contextlib
import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

OWN_SCRIPT = "says-"
_MARK = re.compile(r"\[page (\d+)\]\n([^\n]*)")


class StubModel:
    """The server. `script` holds how to answer each request in turn; the last one goes on for ever. An address sends
    whoever asks there.

    A key that begins with `says-` holds a script of its own: `says-500-500-500-valid` fails three times, then works.
    """

    def __init__(self, *script: str) -> None:
        self.script = list(script) or ["valid"]
        self.scripts: dict[str, list[str]] = {}
        self.requests: list[dict[str, Any]] = []
        self.keys: list[str] = []
        self.released = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True

    @property
    def url(self) -> str:
        """What goes into AI_BASE_URL."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def start(self) -> None:
        """Begin to answer."""
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        """Let go of whoever hangs, and end."""
        self.released.set()
        self._server.shutdown()
        self._server.server_close()

    def next(self, key: str = "") -> str:
        """How to answer whoever has this key now."""
        script = self.script
        if key.startswith(OWN_SCRIPT):
            script = self.scripts.setdefault(key, key.removeprefix(OWN_SCRIPT).split("-"))
        return script.pop(0) if len(script) > 1 else script[0]

    def _handler(stub) -> type[BaseHTTPRequestHandler]:  # `self` is the handler's below
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                stub.requests.append(body)
                key = self.headers["authorization"].removeprefix("Bearer ")
                stub.keys.append(key)
                with contextlib.suppress(OSError):
                    self._answer(stub.next(key), body)

            def _answer(self, how: str, body: dict[str, Any]) -> None:
                if how == "hang":
                    stub.released.wait(60)
                    return
                if how == "slow":
                    stub.released.wait(1)
                    how = "valid"
                if how.isdigit():
                    self._send(int(how), {"error": {"message": "no"}}, {"Retry-After": "0"})
                    return
                if how.startswith("http"):
                    self._send(307, {}, {"Location": how})
                    return
                if how == "unstructured" and "response_format" in body:
                    self._send(400, {"error": {"message": "response_format is not known here"}}, {})
                    return
                self._send(200, completion(said(how, body)), {})

            def _send(self, status: int, body: dict[str, Any], headers: dict[str, str]) -> None:
                content = json.dumps(body).encode()
                self.send_response(status)
                for name, value in {"Content-Type": "application/json", **headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, format: str, *args: Any) -> None:
                """Nothing on the terminal."""

        return Handler


@contextlib.contextmanager
def stub_model(*script: str) -> Iterator[StubModel]:
    """A server that answers while the block runs."""
    server = StubModel(*script)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def completion(text: str) -> dict[str, Any]:
    """An answer as the chat completions API has it."""
    message = {"role": "assistant", "content": text}
    return {
        "id": "1",
        "object": "chat.completion",
        "created": 1,
        "model": "stub",
        "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
        "usage": {"prompt_tokens": 100, "completion_tokens": 50, "total_tokens": 150},
    }


def said(how: str, body: dict[str, Any]) -> str:
    """What the model says about the pages it was sent."""
    items = _items(str(body["messages"][1]["content"]))
    text = json.dumps({"items": items})
    lies = [{**item, "quote": "A sentence that stands nowhere in this document."} for item in items]
    return {
        "valid": text,
        "unstructured": text,
        "fenced": f"Sure! Here are your questions:\n```json\n{text}\n```\nGood luck!",
        "truncated": text[: text.rindex('"quote"')],
        "garbage": "I am sorry, but as a language model I would rather talk about the weather.",
        "lies": json.dumps({"items": lies}),
        "wrong": json.dumps({"items": [{**item, "correct": 9} for item in items]}),
        "empty": "",
    }[how]


def _items(text: str) -> list[dict[str, Any]]:
    """For each page, a question about each of its first two sentences."""
    found = []
    for page, content in _MARK.findall(text):
        for sentence in content.split(". ")[:2]:
            found.append(
                {
                    "question": f"What does it say of {sentence.split()[1]} and {sentence.split()[-1]}?",
                    "options": [sentence, "Nothing at all", "The opposite of it", "It leaves that open"],
                    "correct": 0,
                    "explanation": "It says so.",
                    "page": int(page),
                    "quote": sentence,
                }
            )
    return found
