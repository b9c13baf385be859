"""Repeating flashcards: what is due, how it was known, and taking that back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assignments import policies, queries, scheduling
from assignments.domain import AssignmentType, Item, Membership, items_of
from assignments.models import Assignment, CardState, Review
from assignments.schemas import cards as schemas
from assignments.usecases.desk import Desk, held
from chassis.clock import now
from chassis.errors import Conflict, InvalidInput
from chassis.reply import Reply


@dataclass(frozen=True, slots=True)
class _Known:
    """A card, and what its student knows of it; nothing if they have never seen it."""

    deck: Assignment
    item: Item
    state: CardState | None

    def due(self, moment: datetime) -> datetime:
        return self.state.due if self.state else moment


def get_queue(desk: Desk, query: schemas.ReviewQuery) -> schemas.ReviewQueue:
    """What the actor should repeat now, of all published decks of the courses they attend."""
    moment = now()
    cards = list(_cards(desk, query.assignment))
    seen = [one for one in cards if one.state]
    due = sorted((one for one in seen if one.due(moment) <= moment), key=lambda one: one.due(moment))
    new = [one for one in cards if not one.state]
    later = [one.due(moment) for one in seen if one.due(moment) > moment]
    return schemas.ReviewQueue(
        due=len(due),
        new=len(new),
        next_due=min(later, default=None),
        cards=[_handed_out(one, moment) for one in (due + new)[: query.limit]],
    )


def review_card(desk: Desk, body: schemas.ReviewBody) -> Reply[schemas.ReviewDone]:
    """Note how well a card was known. Raises NotFound, Forbidden, Conflict for a quiz, InvalidInput."""
    moment = now()
    assignment, what = desk.find(body.assignment)
    policies.require_student(assignment, what)
    policies.require_deck(assignment)
    with desk.db.write() as session:
        items = items_of(held(session, body.assignment).content)
        if body.card not in {item["id"] for item in items}:
            raise InvalidInput.field("card", "There is no such card in this deck (any more).")
        state = queries.card_state(session, desk.actor.id, body.assignment, body.card)
        before = state.memory if state else None
        memory, due = scheduling.reviewed(before, body.rating, moment)
        session.add(_review(desk, body, before, moment))
        if state is None:
            state = CardState(assignment_id=body.assignment, card_id=body.card, student_id=desk.actor.id)
            session.add(state)
        state.memory, state.due = memory, due
        done = schemas.ReviewDone(**body.model_dump(), due=due, reviewed_at=moment)
        return Reply(done, status=201)


def undo_review(desk: Desk) -> schemas.DueCard:
    """Take back the actor's last review; the card as it was. Raises Conflict when there is none to take back."""
    with desk.db.write() as session:
        review = queries.last_review(session, desk.actor.id)
        if review is None:
            raise nothing_to_undo()
        deck = held(session, review.assignment_id)
        item = next((one for one in items_of(deck.content) if one["id"] == review.card_id), None)
        if item is None:
            raise nothing_to_undo()
        state = queries.card_state(session, desk.actor.id, deck.id, review.card_id)
        session.delete(review)
        if state is not None and review.before is None:
            session.delete(state)
            state = None
        elif state is not None and review.before is not None:
            state.memory = review.before
            state.due = datetime.fromisoformat(review.before["due"])
        return _handed_out(_Known(deck, item, state), now())


def nothing_to_undo() -> Conflict:
    """There was no review, or its card is gone."""
    return Conflict("assignments.nothing_to_undo", "There is no review to take back.")


def _cards(desk: Desk, assignment_id: int | None) -> Iterator[_Known]:
    for deck, states in _decks(desk, assignment_id):
        for item in items_of(deck.content):
            yield _Known(deck, item, states.get(item["id"]))


def _decks(desk: Desk, assignment_id: int | None) -> Iterator[tuple[Assignment, dict[str, CardState]]]:
    """The decks the actor learns from, each with what they know of its cards."""
    if assignment_id is not None:
        deck, what = desk.visible(assignment_id)
        policies.require_deck(deck)
        decks = [deck] if what is Membership.STUDENT else []
        with desk.db.read() as session:
            states = queries.card_states(session, desk.actor.id, [one.id for one in decks])
    else:
        course_ids = desk.courses.course_ids(desk.actor.id) if desk.actor.role == "student" else []
        wanted = queries.published_in(course_ids).where(Assignment.assignment_type == AssignmentType.FLASHCARD)
        with desk.db.read() as session:
            decks = list(session.scalars(wanted.order_by(Assignment.id)))
            states = queries.card_states(session, desk.actor.id, [one.id for one in decks])
    for deck in decks:
        yield deck, {state.card_id: state for state in states if state.assignment_id == deck.id}


def _handed_out(known: _Known, moment: datetime) -> schemas.DueCard:
    return schemas.DueCard(
        assignment=known.deck.id,
        assignment_title=known.deck.title,
        course=known.deck.course_id,
        course_title=known.deck.course_title,
        card=known.item["id"],
        front=known.item["front"],
        back=known.item["back"],
        page=known.item.get("page"),
        is_new=known.state is None,
        due=known.due(moment),
        intervals=scheduling.intervals(known.state.memory if known.state else None, moment),
    )


def _review(desk: Desk, body: schemas.ReviewBody, before: dict[str, Any] | None, moment: datetime) -> Review:
    return Review(
        assignment_id=body.assignment,
        card_id=body.card,
        student_id=desk.actor.id,
        rating=body.rating,
        before=before,
        reviewed_at=moment,
    )
