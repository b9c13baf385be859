"""What somebody may send who means no good: each attack tells the status it was answered with, or 0 for no answer."""

from __future__ import annotations

import gzip
import re
import select
import socket
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

import httpx
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.typing import Subprotocol

SECONDS = 60
MEGABYTE = 1024 * 1024
BOUNDARY = "XX"
FORM = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
PART = b'--XX\r\nContent-Disposition: form-data; name="field-%d"\r\n\r\nx\r\n'
FILE = b'--XX\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'


@dataclass(frozen=True, slots=True)
class Target:
    """A gateway, somebody's token there, and a room of theirs."""

    port: int
    token: str
    room: str

    def post(self, path: str, content: bytes | Iterator[bytes], **headers: str) -> int:
        """POST as that person; a problem has to be one."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        url = f"http://127.0.0.1:{self.port}{path}"
        authorization = {"Authorization": f"Token {self.token}"}
        try:
            answer = httpx.post(
                url, content=content, headers={**authorization, **named}, timeout=SECONDS, trust_env=False
            )
        except (httpx.WriteError, httpx.ReadError, httpx.RemoteProtocolError):
            return 0
        assert answer.headers["content-type"] == "application/problem+json", answer.text[:200]
        return answer.status_code

    def raw(self, *pieces: bytes, pause: float = 0) -> int:
        """Send bytes piece by piece, until all are sent or the gateway has answered or hung up; the status."""
        with closing(socket.create_connection(("127.0.0.1", self.port), timeout=SECONDS)) as sock:
            try:
                for piece in pieces:
                    sock.sendall(piece)
                    if select.select([sock], [], [], pause)[0]:
                        break
                answer = sock.recv(65536)
            except ConnectionError:
                return 0
        found = re.match(rb"HTTP/1\.1 (\d{3}) ", answer)
        return int(found[1]) if found else 0

    def head(self, line: str, *headers: str) -> bytes:
        """The head of a request as that person."""
        lines = [f"{line} HTTP/1.1", "Host: x", f"Authorization: Token {self.token}", *headers]
        return "\r\n".join([*lines, "", ""]).encode()

    def socket_code(self, query: str, *messages: str | bytes | Iterator[str]) -> int:
        """Open a socket, send messages, and give the code that it is closed with."""
        url = f"ws://127.0.0.1:{self.port}/ws/classroom/{self.room}/?{query}"
        opened = connect(url, subprotocols=[Subprotocol("class.v1")], proxy=None, open_timeout=SECONDS)
        with opened as connection:
            try:
                for message in messages:
                    connection.send(message)
                while True:
                    connection.recv(timeout=SECONDS)
            except ConnectionClosed as closed:
                return closed.rcvd.code if closed.rcvd else 0


def ten_megabytes_of_json(target: Target) -> int:
    """More than any operation takes."""
    return target.post("/api/courses/", b'{"title": "' + b"x" * (10 * MEGABYTE) + b'"}')


def json_100_000_deep(target: Target) -> int:
    """What a parser that calls itself dies of."""
    return target.post("/api/courses/", b'{"title": ' + b"[" * 100_000 + b"]" * 100_000 + b"}")


def a_million_parts(target: Target) -> int:
    """A form of fields without end."""
    return target.post("/api/materials/", (PART % number for number in range(1_000_000)), **FORM)


def a_part_with_headers_without_end(target: Target) -> int:
    """A form that never comes to its content."""
    pieces = (b"--XX\r\nX-Long: " if not number else b"a" * MEGABYTE for number in range(100))
    return target.post("/api/materials/", pieces, **FORM)


def a_file_byte_by_byte(target: Target) -> int:
    """Never silent for long, and never done."""
    head = target.head("POST /api/materials/", f"Content-Type: {FORM['Content-Type']}", "Content-Length: 1000000")
    return target.raw(head + FILE, *(b"x" for _ in range(200)), pause=0.05)


def a_body_byte_by_byte(target: Target) -> int:
    """The same with JSON."""
    head = target.head("POST /api/courses/", "Content-Type: application/json", "Content-Length: 1000000")
    return target.raw(head, *(b"x" for _ in range(200)), pause=0.05)


def headers_byte_by_byte(target: Target) -> int:
    """Slowloris."""
    return target.raw(*(b"GET / HTTP/1.1\r\nX: " if not number else b"a" for number in range(200)), pause=0.05)


def a_header_without_end(target: Target) -> int:
    """One long one."""
    return target.raw(b"GET / HTTP/1.1\r\nHost: x\r\nX-Long: ", *(b"a" * 10_000 for _ in range(1000)), pause=0.02)


def headers_without_number(target: Target) -> int:
    """A hundred thousand short ones."""
    return target.raw(b"GET / HTTP/1.1\r\nHost: x\r\n", b"a: b\r\n" * 100_000)


def trailers_without_end(target: Target) -> int:
    """A body of nothing, and headers after it."""
    head = target.head("POST /api/courses/", "Content-Type: application/json", "Transfer-Encoding: chunked")
    return target.raw(head, b"0\r\nX-Trailer: ", *(b"a" * MEGABYTE for _ in range(50)))


def a_very_long_path(target: Target) -> int:
    """As long as headers may be."""
    return target.raw(target.head("GET /api/" + "a/" * 30_000))


def a_longer_path(target: Target) -> int:
    """And longer."""
    return target.raw(target.head("GET /api/" + "a" * MEGABYTE))


def a_compressed_body(target: Target) -> int:
    """A hundred megabytes in a few kilobytes."""
    return target.post("/api/courses/", gzip.compress(bytes(100 * MEGABYTE)), Content_Encoding="gzip")


def tickets_that_are_guessed(target: Target) -> int:
    """Many handshakes, none of them good."""
    codes = {target.socket_code(f"ticket=guess-{number}") for number in range(50)}
    return codes.pop() if len(codes) == 1 else 0


def a_huge_frame(target: Target) -> int:
    """Through the socket, as far as it gets."""
    return target.socket_code(f"token={target.token}", b"x" * (10 * MEGABYTE))


def a_frame_in_pieces_without_end(target: Target) -> int:
    """A message that is never whole."""
    return target.socket_code(f"token={target.token}", ("" for _ in range(100_000)))


ATTACKS = {
    ten_megabytes_of_json: {413},
    json_100_000_deep: {400},
    a_million_parts: {413},
    a_part_with_headers_without_end: {400},
    a_file_byte_by_byte: {408},
    a_body_byte_by_byte: {408},
    headers_byte_by_byte: {0},
    a_header_without_end: {431},
    headers_without_number: {431},
    trailers_without_end: {0},
    a_very_long_path: {404},
    a_longer_path: {431},
    a_compressed_body: {415},
    tickets_that_are_guessed: {4401},
    a_huge_frame: {1009, 0},
    a_frame_in_pieces_without_end: {1009, 0},
}
"""Each with the answers that are right. Who sends on after the answer may lose it, as TCP has it."""
