"""Repeating flashcards, each student on a schedule of their own."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from assignments.models import CardState
from assignments.schemas.cards import ReviewBody, ReviewDone, ReviewQuery, ReviewQueue
from assignments.usecases import repeating
from chassis.call import Actor
from chassis.clock import now
from chassis.errors import Conflict, Forbidden, InvalidInput, NotFound
from services.assignments.tests.conftest import ALICE, BOB, CARDS, CHARLIE, DANA, Room


def queue(room: Room, who: Actor = BOB, assignment: int | None = None, limit: int = 20) -> ReviewQueue:
    return repeating.get_queue(room.desk(who), ReviewQuery(assignment=assignment, limit=limit))


def review(room: Room, rating: int, card: int = 0, who: Actor = BOB) -> ReviewDone:
    """Rate a card of those handed out."""
    one = queue(room, who).cards[card]
    reply = repeating.review_card(room.desk(who), ReviewBody(assignment=one.assignment, card=one.card, rating=rating))
    assert reply.body is not None
    return reply.body


def pass_time(room: Room) -> None:
    """Everything that was seen becomes due."""
    with room.db.write() as session:
        session.execute(update(CardState).values(due=now() - timedelta(minutes=1)))


def test_new_cards_wait_in_the_order_of_the_deck(room: Room) -> None:
    made = room.deck(title="Words")
    room.deck(title="Unseen", status="draft")
    found = queue(room)
    assert (found.due, found.new, found.next_due) == (0, 2, None)
    assert [(one.front, one.is_new, one.assignment) for one in found.cards] == [
        ("cell", True, made.id),
        ("gene", True, made.id),
    ]
    assert found.cards[0].intervals == sorted(found.cards[0].intervals)


def test_a_rating_decides_when_the_card_comes_again(room: Room) -> None:
    room.deck()
    promised = queue(room).cards[0].intervals
    done = review(room, 4)
    assert round((done.due - done.reviewed_at).total_seconds()) == promised[3]
    found = queue(room)
    assert (found.due, found.new, found.next_due) == (0, 1, done.due)
    pass_time(room)
    again = queue(room)
    assert (again.due, again.new) == (1, 1)
    assert [one.front for one in again.cards] == ["cell", "gene"]
    assert [one.front for one in queue(room, limit=1).cards] == ["cell"]


def test_what_is_known_well_comes_later_and_later(room: Room) -> None:
    room.deck()
    gaps = []
    for _ in range(4):
        done = review(room, 3)
        gaps.append(done.due - done.reviewed_at)
        with room.db.write() as session:
            state = session.query(CardState).one()
            memory = dict(state.memory)
            gap = done.due - now() + timedelta(seconds=1)
            memory["last_review"] = (done.reviewed_at - gap).isoformat()
            state.memory, state.due = memory, now() - timedelta(seconds=1)
    assert gaps == sorted(gaps)
    assert gaps[-1] > timedelta(days=2)


def test_undoing_goes_back_step_by_step(room: Room) -> None:
    room.deck()
    review(room, 3)
    pass_time(room)
    before = queue(room).cards[0]
    review(room, 1)
    back = repeating.undo_review(room.desk(BOB))
    assert (back.card, back.is_new, back.intervals[3] > 0) == (before.card, False, True)
    assert repeating.undo_review(room.desk(BOB)).is_new
    assert queue(room).new == 2
    with pytest.raises(Conflict):
        repeating.undo_review(room.desk(BOB))


def test_each_student_has_a_schedule_of_their_own(room: Room) -> None:
    room.courses.students.add(CHARLIE.id)
    room.deck()
    review(room, 4)
    assert (queue(room, BOB).new, queue(room, CHARLIE).new) == (1, 2)


def test_what_a_student_knows_survives_an_edit_of_the_deck(room: Room) -> None:
    made = room.deck()
    review(room, 4)
    room.change(made.id, content={"cards": [{"front": "atom", "back": "small"}, *reversed(CARDS)]})
    assert [one.front for one in queue(room).cards] == ["atom", "gene"]


def test_a_card_that_is_gone_cannot_be_rated(room: Room) -> None:
    made = room.deck()
    with pytest.raises(InvalidInput):
        repeating.review_card(room.desk(BOB), ReviewBody(assignment=made.id, card="gone", rating=3))
    review(room, 3)
    room.change(made.id, content={"cards": [{"front": "atom", "back": "small"}]})
    with pytest.raises(Conflict):
        repeating.undo_review(room.desk(BOB))


@pytest.mark.parametrize("who", [CHARLIE, DANA, ALICE])
def test_only_students_of_the_course_repeat(room: Room, who: Actor) -> None:
    made = room.deck()
    card = queue(room).cards[0].card
    assert queue(room, who).cards == []
    with pytest.raises(Forbidden):
        repeating.review_card(room.desk(who), ReviewBody(assignment=made.id, card=card, rating=3))
    if who is not ALICE:
        with pytest.raises(NotFound):
            queue(room, who, made.id)


def test_a_quiz_is_not_repeated(room: Room) -> None:
    made = room.write()
    with pytest.raises(Conflict):
        queue(room, BOB, made.id)
    with pytest.raises(Conflict):
        repeating.review_card(room.desk(BOB), ReviewBody(assignment=made.id, card="a", rating=3))
