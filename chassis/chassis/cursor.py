"""Opaque cursors for lists that are paged by key (keyset pagination): stable while rows come and go."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated

import orjson
from pydantic import BaseModel, Field

from chassis.errors import InvalidInput
from chassis.ids import MAX_ID

DEFAULT_LIMIT = 100
MAX_LIMIT = 500


class PageQuery(BaseModel):
    """The query parameters of every list."""

    limit: Annotated[int, Field(ge=1, le=MAX_LIMIT, description="How many items a page holds.")] = DEFAULT_LIMIT
    cursor: Annotated[
        str | None,
        Field(max_length=500, description="Where to go on; from the `next` link of the page before."),
    ] = None


def encode(*key: str | int) -> str:
    """The cursor that stands for the place after the row with this sort key."""
    return base64.urlsafe_b64encode(orjson.dumps(key)).decode().rstrip("=")


def decode(cursor: str | None, *kinds: type[str] | type[int]) -> tuple[str | int, ...] | None:
    """The sort key in a cursor, checked against the types it must have; None without a cursor.

    Raises InvalidInput for anything `encode` did not make.
    """
    if cursor is None:
        return None
    try:
        key = orjson.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError) as error:
        raise _refused() from error
    if not isinstance(key, list) or [type(part) for part in key] != list(kinds) or not all(map(_storable, key)):
        raise _refused()
    return tuple(key)


def _storable(part: str | int) -> bool:
    """Whether every database can compare with it."""
    return "\0" not in part if isinstance(part, str) else abs(part) <= MAX_ID


def _refused() -> InvalidInput:
    return InvalidInput.field("cursor", "Take the cursor from the `next` link of the page before.")
