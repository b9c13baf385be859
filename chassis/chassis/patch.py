"""Partial changes: what a PATCH body says, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from pydantic import BaseModel

from chassis.errors import InvalidInput


def changes_in(patch: BaseModel, nullable: Collection[str] = ()) -> dict[str, Any]:
    """The fields that were sent. Raises InvalidInput for a null outside of `nullable`: that field needs a value."""
    changes = patch.model_dump(exclude_unset=True)
    empty = [name for name, value in changes.items() if value is None and name not in nullable]
    if empty:
        errors = {name: ["This cannot be empty."] for name in empty}
        raise InvalidInput(message=f"{empty[0]}: This cannot be empty.", errors=errors)
    return changes
