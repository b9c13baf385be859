"""From a method and a path to an operation: a tree of path segments. A literal segment goes before a parameter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from gateway.operations import Operation
from gateway.problems import HttpError, no_such_path

log = structlog.get_logger(__name__)


class _Node:
    """What may follow one prefix of a path."""

    __slots__ = ("literal", "operations", "parameter")

    def __init__(self) -> None:
        self.literal: dict[str, _Node] = {}
        self.parameter: _Node | None = None
        self.operations: dict[str, Operation] = {}


@dataclass(frozen=True, slots=True)
class Match:
    """The operation that a request asks for, its path parameters, and its neighbours on the same path."""

    operation: Operation
    parameters: dict[str, str]
    siblings: dict[str, Operation]


class Router:
    """The operations of all services by path."""

    def __init__(self) -> None:
        self._root = _Node()

    def add(self, operation: Operation) -> None:
        """Take an operation in, unless another service has the same one: then the first stays."""
        node = self._root
        for part in segments(operation.path):
            if part.startswith("{"):
                node.parameter = node.parameter or _Node()
                node = node.parameter
            else:
                node = node.literal.setdefault(part, _Node())
        holder = node.operations.setdefault(operation.verb, operation)
        if holder is not operation:
            log.error(
                "operation_taken", path=operation.path, verb=operation.verb, by=holder.name, wanted=operation.name
            )

    def match(self, verb: str, parts: Sequence[str]) -> Match:
        """The operation for decoded path segments. HEAD finds GET. Raises a 404 or a 405 `HttpError`."""
        found: list[str] = []
        node = _find(self._root, parts, 0, found)
        if node is None:
            raise no_such_path()
        operation = node.operations.get("GET" if verb == "HEAD" else verb)
        if operation is None:
            raise _refused(node)
        return Match(operation, dict(zip(operation.parameters, found, strict=True)), node.operations)

    def allowed(self, parts: Sequence[str]) -> str:
        """The value of `Allow` for a path. Raises a 404 `HttpError`."""
        node = _find(self._root, parts, 0, [])
        if node is None:
            raise no_such_path()
        return _allow(node)


def segments(path: str) -> list[str]:
    """The parts of a path between slashes; one trailing slash does not count."""
    return path.removesuffix("/").split("/")[1:]


def _find(node: _Node, parts: Sequence[str], at: int, found: list[str]) -> _Node | None:
    if at == len(parts):
        return node if node.operations else None
    part = parts[at]
    literal = node.literal.get(part)
    if literal is not None:
        end = _find(literal, parts, at + 1, found)
        if end is not None:
            return end
    if node.parameter is None or not part:
        return None
    found.append(part)
    end = _find(node.parameter, parts, at + 1, found)
    if end is None:
        found.pop()
    return end


def _allow(node: _Node) -> str:
    verbs = {*node.operations, "OPTIONS"}
    if "GET" in verbs:
        verbs.add("HEAD")
    return ", ".join(sorted(verbs))


def _refused(node: _Node) -> HttpError:
    return HttpError(405, "method_not_allowed", "This address does not take that method.", {"Allow": _allow(node)})
