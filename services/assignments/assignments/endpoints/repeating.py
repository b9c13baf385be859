"""Repeating flashcards."""

from __future__ import annotations

from assignments.endpoints.base import Endpoints
from assignments.schemas.cards import DueCard, ReviewBody, ReviewDone, ReviewQuery, ReviewQueue
from assignments.usecases import repeating
from chassis.call import Actor
from chassis.endpoint import endpoint
from chassis.reply import Reply


class RepeatingEndpoints(Endpoints):
    """The caller's own review queue."""

    @endpoint("GET", "/api/reviews/", returns=ReviewQueue)
    def get_review_queue(self, actor: Actor, query: ReviewQuery) -> ReviewQueue:
        """Show which cards the caller should repeat now, scheduled by FSRS."""
        return repeating.get_queue(self._desk(actor), query)

    @endpoint("POST", "/api/reviews/", roles={"student"}, returns=ReviewDone, answers={201: "when it is due again"})
    def review_card(self, actor: Actor, body: ReviewBody) -> Reply[ReviewDone]:
        """Note how well the caller knew a card."""
        return repeating.review_card(self._desk(actor), body)

    @endpoint("POST", "/api/reviews/undo/", roles={"student"}, returns=DueCard)
    def undo_review(self, actor: Actor) -> DueCard:
        """Take back the caller's last review."""
        return repeating.undo_review(self._desk(actor))
