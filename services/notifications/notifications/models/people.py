"""What is known here of people: how they read, and what they wish to be told."""

from __future__ import annotations

from sqlalchemy import BigInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from notifications.models.base import Base


class Reader(Base):
    """Somebody's name, language and time zone, as accounts said last. Who is not here reads English, in UTC.

    Who was remembered before names were has none until accounts is asked the next time.
    """

    __tablename__ = "readers"

    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    language: Mapped[str] = mapped_column(String(10))
    time_zone: Mapped[str] = mapped_column(String(64))
    name: Mapped[str | None] = mapped_column(Text)


class Preference(Base):
    """How somebody wishes to be told of one type of notification, where they said so."""

    __tablename__ = "preferences"

    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    notification_type: Mapped[str] = mapped_column(String(20), primary_key=True)
    in_app: Mapped[bool]
    email: Mapped[bool]
    digest: Mapped[bool]
