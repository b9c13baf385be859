"""What students know of their cards."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from assignments.models import CardState, Review


def card_states(session: Session, student_id: int, assignment_ids: Sequence[int]) -> list[CardState]:
    """What a student knows of the cards of these decks."""
    wanted = select(CardState).where(CardState.student_id == student_id, CardState.assignment_id.in_(assignment_ids))
    return list(session.scalars(wanted))


def card_state(session: Session, student_id: int, assignment_id: int, card_id: str) -> CardState | None:
    """What a student knows of one card; None when they have never seen it."""
    wanted = select(CardState).where(
        CardState.student_id == student_id,
        CardState.assignment_id == assignment_id,
        CardState.card_id == card_id,
    )
    return session.scalars(wanted).one_or_none()


def last_review(session: Session, student_id: int) -> Review | None:
    """The card a student has looked at last."""
    wanted = select(Review).where(Review.student_id == student_id).order_by(Review.id.desc()).limit(1)
    return session.scalars(wanted).one_or_none()
