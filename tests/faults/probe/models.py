"""The probe's tables. Nothing in them is unique, so that an effect that happens twice is seen."""

from __future__ import annotations

from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """The probe's tables."""


class Note(Base):
    """What a call wrote."""

    __tablename__ = "notes"
    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str]


class Heard(Base):
    """What a handler wrote."""

    __tablename__ = "heard"
    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[str]
    text: Mapped[str]
