"""When a card should be seen again: FSRS (open-spaced-repetition), as the `fsrs` package has it. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from fsrs import Card, Rating, Scheduler

# Without fuzz: what is shown beside the four buttons is what happens.
_scheduler = Scheduler(enable_fuzzing=False)

RATINGS = (1, 2, 3, 4)
"""Again, hard, good, easy."""


def reviewed(memory: dict[str, Any] | None, rating: int, moment: datetime) -> tuple[dict[str, Any], datetime]:
    """What is known of a card after it was seen, and when it is due; `memory` is None for a new one."""
    card, _ = _scheduler.review_card(_card(memory, moment), Rating(rating), moment)
    return dict(card.to_dict()), card.due


def intervals(memory: dict[str, Any] | None, moment: datetime) -> list[int]:
    """Seconds until the card would be due again after each rating, from again to easy."""
    dues = [reviewed(memory, rating, moment)[1] for rating in RATINGS]
    return [max(0, round((due - moment).total_seconds())) for due in dues]


def _card(memory: dict[str, Any] | None, moment: datetime) -> Card:
    return Card.from_dict(memory) if memory else Card(card_id=0, due=moment)  # type: ignore[arg-type]
