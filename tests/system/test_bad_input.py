"""Bad input of every kind, sent to every operation of the published document: a problem with a sentence, never a 5xx.

New operations are covered as soon as they are published; nothing here knows a single one by name.
"""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import httpx
import pytest

from lectern.system import System
from lectern.testing import Person, enter
from lectern.testing.people import client

# Each test asks every operation there is many times over.
pytestmark = pytest.mark.timeout(600)

VERBS = ("get", "post", "put", "patch", "delete")
JSON = {"Content-Type": "application/json"}
HUGE = 10**400
NUL = "a\x00b"
MEGABYTES = b'{"a": "' + b"x" * (10 * 1024 * 1024) + b'"}'

BAD_IDS = ("0", "-1", "1.5", "abc", "%00", "9" * 19, "9" * 400, "%F0%28%8C%28", "..%2F..", "1%0A", "%20")
BAD_QUERIES = (
    "limit=abc",
    "limit=-1",
    "limit=0",
    "limit=1e400",
    f"limit={'9' * 400}",
    "limit=1&limit=x",
    "cursor=%00",
    "cursor=garbage",
    "cursor=eyJ4IjoxfQ",
    "search=%00",
    "search=%FF%FE",
    f"search={'x' * 5000}",
    "course=abc",
    "mine=perhaps",
    "a=%",
    "&&==&",
)
BROKEN_BODIES = (
    b"{",
    b"[",
    b'"',
    b"nul",
    b"{'a': 1}",
    b'{"a": 1}{',
    b"\xff\xfe",
    b"\x00",
    b"[" * 100_000,
)
WRONG_SHAPES = (b"null", b"1", b'"text"', b"[]", b"true", b"[[]]")
WRONG_VALUES: tuple[Any, ...] = (
    None, "", 0, -1, HUGE, 1.5, 1e308, True, [], {}, [{}], NUL, "\ud800", "\u202e", "x" * 100_000, {"$ne": None}
)  # fmt: skip
BAD_TEXTS: tuple[Any, ...] = (HUGE, NUL, {}, "x" * 100_000)

Operation = tuple[str, str, dict[str, Any]]


@pytest.fixture(scope="module")
def operations(system: System) -> list[Operation]:
    """Every published operation that belongs to a service: verb, path, description."""
    with client(system.url) as anonymous:
        paths = anonymous.get("/api/schema/").raise_for_status().json()["paths"]
        found = [(verb, path, item[verb]) for path, item in paths.items() for verb in VERBS if verb in item]
    assert len(found) > 20
    return found


@pytest.fixture(params=["teacher", "student"])
def somebody(system: System, request: pytest.FixtureRequest) -> Iterator[Person]:
    """A person of either role, who may sign themselves out by accident."""
    person = enter(system, "Mallory", request.param)
    with person.api:
        yield person


def send(person: Person, verb: str, path: str, **request: Any) -> int:
    """Send it; returns the status once the answer is seen to be a good one."""
    with person.api.stream(verb.upper(), path, **request) as answer:
        status = answer.status_code
        where = f"{verb} {path[:200]} {str(request)[:200]} → {status}"
        assert status < 500, where
        if status >= 400:
            assert_problem(answer, where)
        return status


def assert_problem(answer: httpx.Response, where: str) -> None:
    """RFC 9457, with a sentence for a person and a code for programs."""
    assert answer.headers["Content-Type"].startswith("application/problem+json"), where
    answer.read()
    problem = answer.json()
    assert problem["status"] == answer.status_code, where
    assert problem["detail"].strip(), where
    assert problem["code"], where
    assert problem["request_id"], where


def filled(path: str, value: str = "1") -> str:
    """The path with its parameters replaced."""
    return "/".join(value if part.startswith("{") else part for part in path.split("/"))


def fields_of(system: System, operation: dict[str, Any]) -> list[str]:
    """The fields of an operation's JSON body."""
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    name = content.get("schema", {}).get("$ref", "").rpartition("/")[2]
    if not name:
        return []
    return list(schemas(system.url)[name].get("properties", {}))


@cache
def schemas(url: str) -> dict[str, Any]:
    """What the published document says that bodies look like; it is large, and stays the same for these tests."""
    with client(url) as anonymous:
        found: dict[str, Any] = anonymous.get("/api/schema/").raise_for_status().json()["components"]["schemas"]
    return found


def test_bad_ids_are_not_there(somebody: Person, operations: list[Operation]) -> None:
    for verb, path, _ in operations:
        if "{" in path:
            for bad in BAD_IDS:
                assert send(somebody, verb, filled(path, bad), json={}) in (400, 403, 404), f"{verb} {path} {bad}"


def test_bad_queries_are_refused_or_ignored(somebody: Person, operations: list[Operation]) -> None:
    for verb, path, _ in operations:
        if verb == "get":
            for query in BAD_QUERIES:
                assert send(somebody, verb, f"{filled(path)}?{query}") < 500, f"{verb} {path} {query}"


def test_broken_bodies_are_refused(system: System, somebody: Person, operations: list[Operation]) -> None:
    for verb, path, operation in operations:
        if fields_of(system, operation):
            for body in (*BROKEN_BODIES, *WRONG_SHAPES):
                status = send(somebody, verb, filled(path), content=body, headers=JSON)
                assert 400 <= status < 500, f"{verb} {path} {body[:20]!r}"


def test_other_media_types_are_refused(system: System, somebody: Person, operations: list[Operation]) -> None:
    for verb, path, operation in operations:
        if fields_of(system, operation):
            for kind in ("text/plain", "application/xml", "application/jsonp", "x"):
                status = send(somebody, verb, filled(path), content=b"{}", headers={"Content-Type": kind})
                assert 400 <= status < 500, f"{verb} {path} {kind}"


def test_bodies_that_are_too_large_are_refused(somebody: Person, operations: list[Operation]) -> None:
    for verb, path, operation in operations:
        if operation.get("requestBody"):
            assert send(somebody, verb, filled(path), content=MEGABYTES, headers=JSON) == 413


def test_wrong_values_in_any_field(system: System, somebody: Person, operations: list[Operation]) -> None:
    for verb, path, operation in operations:
        for field in fields_of(system, operation):
            for value in WRONG_VALUES:
                status = send(somebody, verb, filled(path), content=_json({field: value}), headers=JSON)
                assert status < 500, f"{verb} {path} {field}={value!r}"


def test_refused_courses_leave_nothing_behind(alice: Person) -> None:
    good: dict[str, object] = {"title": "Good", "code": "GOOD-1", "description": ""}
    before = alice.api.get("/api/courses/?mine=1").json()
    for field in good:
        for value in BAD_TEXTS:
            body = _json({**good, field: value})
            assert alice.api.post("/api/courses/", content=body, headers=JSON).status_code == 400
    assert alice.api.get("/api/courses/?mine=1").json() == before


def _json(value: object) -> bytes:
    """JSON with anything in it: numbers beyond any size, lone surrogates."""
    return json.dumps(value).encode()
