"""How sockets are closed: the codes that clients rely on."""

from __future__ import annotations

from chassis.errors import Forbidden, NotFound, ServiceError, TooMany, Unauthenticated

CREDENTIALS, FORBIDDEN, NOT_FOUND, TOO_FAST, TOO_SLOW, MOVED = 4401, 4403, 4404, 4429, 4008, 4012
TRY_LATER = 1013

REFUSALS: dict[type[ServiceError], int] = {
    Unauthenticated: CREDENTIALS,
    Forbidden: FORBIDDEN,
    NotFound: NOT_FOUND,
    TooMany: TOO_FAST,
}


class Refused(Exception):
    """The socket is not to be: it is closed with `code`."""

    def __init__(self, code: int) -> None:
        super().__init__(str(code))
        self.code = code


def passed_on(code: int | None) -> int:
    """The code for the client when the other side has ended with `code`: what was no proper end means to come back."""
    return code if code is not None and (code == 1000 or 4000 <= code <= 4999) else MOVED
