"""Every error that one process may tell another, as one hierarchy.

    ServiceError
    ├── InvalidInput         the request itself is wrong; `errors` names the fields
    ├── Unauthenticated      nobody is signed in, or the token is dead
    ├── Forbidden            signed in, but not allowed
    ├── NotFound             not there, or not visible to the caller
    ├── Conflict             clashes with what exists
    ├── PreconditionFailed   the caller's copy is out of date
    ├── TooLarge             more bytes than are taken
    ├── UnsupportedMedia     a media type that is not taken
    ├── TooMany              slow down; `retry_after` seconds
    ├── BadGateway           an outside service failed
    ├── Unavailable          a service of ours is away; `retry_after` seconds
    └── DeadlineExceeded     no answer in time

Errors travel between processes as `{kind, code, message, details}`. The kind is the class's name and is mapped
to an HTTP status in one place, the gateway; `code` is stable and dotted (`courses.not_enrolled`); the message is
one sentence a person can act on.
"""

from __future__ import annotations

from typing import Any, ClassVar


class ServiceError(Exception):
    """Base of all errors that cross a process boundary; never raised itself."""

    kinds: ClassVar[dict[str, type[ServiceError]]] = {}

    def __init__(self, code: str, message: str, **details: Any) -> None:
        self.code = code
        self.message = message
        self.details = details
        super().__init__(self.payload())

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        ServiceError.kinds[cls.__name__] = cls

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"

    def payload(self) -> dict[str, Any]:
        """The error as it travels: `{kind, code, message, details}`."""
        return {
            "kind": type(self).__name__,
            "code": self.code,
            "message": self.message,
            "details": self.details,
        }


class InvalidInput(ServiceError):
    """The request is malformed or breaks a rule; `details["errors"]` maps a field to its messages."""

    def __init__(
        self,
        code: str = "invalid_input",
        message: str = "Some of what was sent is not valid.",
        **details: Any,
    ) -> None:
        super().__init__(code, message, **details)

    @classmethod
    def field(cls, name: str, message: str, code: str = "invalid_input") -> InvalidInput:
        """One field is wrong; `message` says how to put it right."""
        return cls(code, message, errors={name: [message]})


class Unauthenticated(ServiceError):
    """Nobody is signed in, or the token is unknown, revoked or expired."""


class Forbidden(ServiceError):
    """The caller is known and may not do this."""


class NotFound(ServiceError):
    """There is no such thing, or the caller may not know that there is."""


class Conflict(ServiceError):
    """The change clashes with what exists."""


class PreconditionFailed(ServiceError):
    """The caller's copy is older than what is stored."""


class TooLarge(ServiceError):
    """More bytes were sent than are taken."""


class UnsupportedMedia(ServiceError):
    """The media type is not one that is taken here."""


class TooMany(ServiceError):
    """Too many requests; `details["retry_after"]` is in seconds."""


class BadGateway(ServiceError):
    """A service outside the system failed."""


class Unavailable(ServiceError):
    """A service of the system is away; `details["retry_after"]` is in seconds."""


class DeadlineExceeded(ServiceError):
    """The call's deadline passed before there was an answer."""


def from_payload(payload: Any) -> ServiceError | None:
    """Rebuild an error from what `ServiceError.payload` made; None when it is something else."""
    if not isinstance(payload, dict):
        return None
    cls = ServiceError.kinds.get(str(payload.get("kind")))
    if cls is None:
        return None
    details = payload.get("details")
    error = cls(str(payload.get("code")), str(payload.get("message")))
    error.details = details if isinstance(details, dict) else {}
    return error
