"""One public operation, read once from the signature, the models and the docstring of the method that answers it."""

from __future__ import annotations

import inspect
import re
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pydantic import BaseModel, TypeAdapter

from chassis.cursor import PageQuery
from chassis.reply import Page, Reply

FROM_CALL = ("actor", "address", "base_url")
FROM_HEADERS = {"last_event_id": "last-event-id", "user_agent": "user-agent"}
CHANGES = ("POST", "PUT", "PATCH", "DELETE")


@dataclass(frozen=True)
class Operation:
    """How `method path` is answered: which parameters the method takes, and what may come back."""

    method: str
    path: str
    handler: Callable[..., Any]
    returns: Any = None
    roles: frozenset[str] = frozenset()
    public: bool = False
    answers: Mapping[int, str] = field(default_factory=dict)
    errors: Mapping[int, str] = field(default_factory=dict)
    confidential: bool = False
    stream: str | None = None
    single: bool = False
    """Whether a GET answers with one resource, which then carries an ETag."""
    cacheable: bool = False
    """Whether a GET's answer depends on nothing but the request, who asks, and this service's own database."""
    upload: str | None = None
    """The field of the body that holds a file."""
    media_type: str | None = None
    """What the answer is when it is a text of its own rather than JSON."""

    @property
    def name(self) -> str:
        """The RPC method's name."""
        return self.handler.__name__

    @property
    def changes(self) -> bool:
        """Whether calling it twice could differ from calling it once."""
        return self.method in CHANGES

    @cached_property
    def signature(self) -> Mapping[str, Any]:
        """Parameter → annotation, without self."""
        hints = typing.get_type_hints(self.handler, include_extras=True)
        names = list(inspect.signature(self.handler).parameters)[1:]
        return {name: hints[name] for name in names}

    @cached_property
    def path_parameters(self) -> list[str]:
        """Names in braces, in order."""
        return re.findall(r"{(\w+)}", self.path)

    @cached_property
    def path_adapters(self) -> Mapping[str, TypeAdapter[Any]]:
        """How each path parameter is read."""
        return {name: TypeAdapter(self.signature[name]) for name in self.path_parameters}

    @property
    def body(self) -> type[BaseModel] | None:
        """The model of the JSON body."""
        return self.signature.get("body")

    @property
    def query(self) -> type[BaseModel] | None:
        """The model of the query parameters."""
        return self.signature.get("query")

    @property
    def paged(self) -> bool:
        """Whether the answer is one page of a list."""
        return self.query is not None and issubclass(self.query, PageQuery)

    @property
    def answer_type(self) -> Any:
        """The type of the JSON body that comes back; None when there is none."""
        return list[self.returns] if self.paged else self.returns  # type: ignore[name-defined]

    @property
    def statuses(self) -> Mapping[int, str]:
        """Successful statuses and what they mean."""
        if self.answers:
            return self.answers
        if self.stream:
            return {200: "events as they happen"}
        return {200: "the answer"} if self.returns is not None else {204: "done"}

    @property
    def default_status(self) -> int:
        """The status of an answer that does not name its own."""
        return next(iter(self.statuses))

    @cached_property
    def renderer(self) -> TypeAdapter[Any]:
        """How the answer becomes JSON."""
        return TypeAdapter(self.answer_type)

    def validate(self) -> None:
        """Raises TypeError at import time when the declaration and the signature disagree."""
        known = {*self.path_parameters, *FROM_CALL, *FROM_HEADERS, "body", "query"}
        unknown = set(self.signature) - known
        missing = set(self.path_parameters) - set(self.signature)
        if unknown or missing or (not self.path.endswith("/") and "." not in self.path):
            raise TypeError(f"{self.name}: unknown {unknown or '{}'}, missing {missing or '{}'}, path {self.path}")
        if self.upload is not None and (self.body is None or self.upload not in self.body.model_fields):
            raise TypeError(f"{self.name}: the body has no field {self.upload}")
        if self.cacheable and (self.method != "GET" or self.stream or {*self.signature} & {"address", *FROM_HEADERS}):
            raise TypeError(
                f"{self.name} cannot be cacheable: its answer is made of more than the request and the data"
            )
        if not (self.handler.__doc__ or "").strip():
            raise TypeError(f"{self.name} needs a docstring: it is published")

    def unwrap(self, outcome: Any) -> tuple[Any, int, dict[str, str]]:
        """What the method returned, as `(body, status, headers)`."""
        if isinstance(outcome, Reply):
            headers = dict(outcome.headers)
            if outcome.location:
                headers["Location"] = outcome.location
            return outcome.body, outcome.status, headers
        if isinstance(outcome, Page):
            headers = {"X-Total-Count": str(outcome.total)}
            if outcome.next_cursor:
                headers["Link-Next"] = outcome.next_cursor
            return list(outcome.items), self.default_status, headers
        return outcome, self.default_status, {}
