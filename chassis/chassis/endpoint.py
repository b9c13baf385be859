"""`@endpoint`: what the world may ask of a service, written once, beside the code that answers.

    @endpoint("POST", "/api/courses/{id}/enroll/", roles={"student"}, returns=Enrollment,
              answers={201: "newly enrolled", 200: "already enrolled, or enrolled again"})
    def enroll(self, actor: Actor, id: int) -> Reply[Enrollment]:
        '''Enrol the caller in a course.'''

The method's parameters say what it needs: names of the path, `body` and `query` (pydantic models), and `actor`,
`address`, `base_url`, `last_event_id`, `user_agent` of the call. The gateway passes the request's text; it is read
and checked here. A call that changes something is done once: see `chassis.database.store`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar, cast

from chassis.amqp.rpc import entrypoint, refuse_if_late
from chassis.answering import answer
from chassis.call import current_call
from chassis.contract.operation import Operation

Method = TypeVar("Method", bound=Callable[..., Any])


def endpoint(
    method: str,
    path: str,
    *,
    returns: Any = None,
    roles: Collection[str] = (),
    public: bool = False,
    answers: Mapping[int, str] | None = None,
    errors: Mapping[int, str] | None = None,
    confidential: bool = False,
    single: bool = False,
    cacheable: bool = False,
    stream: str | None = None,
    upload: str | None = None,
    media_type: str | None = None,
) -> Callable[[Method], Method]:
    """Offer a method to the world as `method path`.

    `roles`: who may call it at all (empty: any signed-in account); `public`: nobody need be signed in;
    `answers`: successful statuses with their meaning, the first being the default; `errors`: failing ones;
    `confidential`: the answer holds a secret and is encrypted where it is kept for repetition;
    `single`: a GET of one resource, which gets an ETag; `cacheable`: a GET whose answer is made of nothing but the
    request, who asks, and this service's own database, so that it may be used again until that changes;
    `stream`: the Redis channel of a stream of events, in which `{actor_id}` stands for the caller and a name of the
    path for its value; `upload`: the field of the body, a `chassis.storage.Upload`, that may hold a file: such a body
    may also come as `multipart/form-data`, its file goes to the storage on the way;
    `media_type`: what the answer is when the method returns a text that is to go out as it is, and not JSON.
    """

    def declare(function: Method) -> Method:
        operation = Operation(
            method=method,
            path=path,
            handler=function,
            returns=returns,
            roles=frozenset(roles),
            public=public,
            answers=answers or {},
            errors=errors or {},
            confidential=confidential,
            single=single,
            cacheable=cacheable,
            stream=stream,
            upload=upload,
            media_type=media_type,
        )
        return cast(Method, _offer(operation))

    return declare


def _offer(operation: Operation) -> Any:
    """The Nameko entrypoint of an operation: it reads the request's text, and answers with text."""
    operation.validate()

    @functools.wraps(operation.handler)
    def call(self: Any, request: dict[str, Any]) -> dict[str, Any]:
        refuse_if_late(current_call())
        return answer(self, operation, request)

    del call.__dict__["__wrapped__"]
    call.operation = operation  # type: ignore[attr-defined]
    return entrypoint(call)


def resolver(kind: str, invalidated_by: str) -> Callable[[Method], Method]:
    """Mark an `@rpc` method as the one that fills in references to `<service>.<kind>`.

    It takes `ids` and returns `{str(id): {field: value}}`; `invalidated_by` is the event whose `id` went stale.
    """

    def mark(method: Method) -> Method:
        value = {"method": method.__name__, "invalidated_by": invalidated_by}
        method.resolves = (f"{{service}}.{kind}", value)  # type: ignore[attr-defined]
        return method

    return mark


def guard(prefix: str) -> Callable[[Method], Method]:
    """Mark an `@rpc` method as the one that says who may read the stored files whose keys begin with `<prefix>/`.

    It takes `key` and `user_id`, the reader an address was made for, and returns whether they may read it now.
    """

    def mark(method: Method) -> Method:
        method.guards = (prefix, {"method": method.__name__})  # type: ignore[attr-defined]
        return method

    return mark


def authenticator(invalidated_by: Collection[str]) -> Callable[[Method], Method]:
    """Mark an `@rpc` method as the one that turns a `token` into `{actor_id, role, session_id}`."""

    def mark(method: Method) -> Method:
        value = {"method": method.__name__, "invalidated_by": list(invalidated_by)}
        method.authenticates = ("", value)  # type: ignore[attr-defined]
        return method

    return mark


def socket(path: str) -> Callable[[Method], Method]:
    """Mark an `@rpc` method as the one that admits to the WebSocket at `path`.

    It takes `path` (the path's parameters) and `ticket` (from the query, or None; without one the caller's token says
    who they are) and returns `{url, headers, actor_id, session_id}`: the gateway connects to `url`, shows `headers`
    there, and passes frames on. Unauthenticated, Forbidden, NotFound and TooMany close the socket with 4401, 4403, 4404
    and 4429.
    """

    def mark(method: Method) -> Method:
        method.admits = path  # type: ignore[attr-defined]
        return method

    return mark
