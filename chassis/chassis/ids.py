"""Ids: positive integers that every database can hold."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

MAX_ID = 2**63 - 1

Id = Annotated[int, Field(ge=1, le=MAX_ID)]
"""The id of a stored thing, where one is sent in a body or a query."""
