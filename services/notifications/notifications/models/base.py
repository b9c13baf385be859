"""What all tables share."""

from __future__ import annotations

from sqlalchemy import BigInteger, Integer
from sqlalchemy.orm import DeclarativeBase

BIG_ID = BigInteger().with_variant(Integer, "sqlite")
"""A 64-bit primary key that numbers itself; SQLite does that for INTEGER alone, which has 64 bits there."""


class Base(DeclarativeBase):
    """The service's tables."""
