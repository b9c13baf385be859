"""Flashcards against a model of them: however cards are rated and that is taken back, both agree on what is known."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from assignments.schemas.cards import ReviewBody, ReviewQuery
from assignments.schemas.content import CardsShown
from assignments.usecases import authoring, repeating
from chassis.call import Actor
from chassis.errors import Conflict, InvalidInput, NotFound
from chassis.testing.fuzzing import bounded
from chassis.testing.outcomes import Outcome, first_refusal
from services.assignments.tests.conftest import BOB, CARDS, CHARLIE, room_of_two

STUDENTS = st.sampled_from([BOB, CHARLIE])
CARD = st.integers(0, len(CARDS) - 1)


@dataclass
class Memory:
    """What a student knows: when each card that was seen comes again, and how that was before each review."""

    due: dict[str, datetime] = field(default_factory=dict)
    reviews: list[tuple[str, datetime | None]] = field(default_factory=list)


class Repeating(RuleBasedStateMachine):
    """One deck of Alice's, which two students repeat. At times its last card is taken out, or one put in."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        self.room = room_of_two(Path(self._folder.name))
        made = self.room.deck()
        assert isinstance(made.content, CardsShown)
        self.deck = made.id
        self.ids = [one.id for one in made.content.cards]
        self.inside = set(self.ids)
        self.there = True
        self.known = {BOB.id: Memory(), CHARLIE.id: Memory()}

    @rule(student=STUDENTS, card=CARD, rating=st.integers(1, 4))
    def review(self, student: Actor, card: int, rating: int) -> None:
        one, known = self.ids[card], self.known[student.id]
        with Outcome(first_refusal((NotFound, not self.there), (InvalidInput, one not in self.inside))):
            body = ReviewBody(assignment=self.deck, card=one, rating=rating)
            done = repeating.review_card(self.room.desk(student), body).body
            assert done is not None
            assert done.due > done.reviewed_at
            known.reviews.append((one, known.due.get(one)))
            known.due[one] = done.due

    @rule(student=STUDENTS)
    def undo(self, student: Actor) -> None:
        """Takes back the student's own last review; what another has done stays."""
        known = self.known[student.id]
        is_gone = not known.reviews or known.reviews[-1][0] not in self.inside
        with Outcome(first_refusal((Conflict, is_gone))):
            back = repeating.undo_review(self.room.desk(student))
            card, before = known.reviews.pop()
            assert (back.card, back.is_new) == (card, before is None)
            if before is None:
                del known.due[card]
            else:
                known.due[card] = before
                assert back.due == before

    @rule(is_in=st.booleans())
    def edit(self, is_in: bool) -> None:
        """A card that is taken out can neither be rated nor taken back; one that is put in is new, whatever it says."""
        with Outcome(first_refusal((NotFound, not self.there))):
            ids = self.ids if is_in else self.ids[:-1]
            cards = [{**card, "id": one} for one, card in zip(ids, CARDS, strict=False)]
            made = self.room.change(self.deck, content={"cards": cards})
            assert isinstance(made.content, CardsShown)
            self.inside = {one.id for one in made.content.cards}
            if is_in:
                self.ids = [one.id for one in made.content.cards]

    @precondition(lambda self: sum(len(one.reviews) for one in self.known.values()) > 4)
    @rule()
    def delete(self) -> None:
        """With the deck goes all that was known of it."""
        with Outcome(first_refusal((NotFound, not self.there))):
            authoring.delete_assignment(self.room.desk(), self.deck)
            self.there, self.inside = False, set()
            self.known = {BOB.id: Memory(), CHARLIE.id: Memory()}

    @invariant()
    def they_agree_on_what_is_new_and_what_comes_next(self) -> None:
        for student in (BOB, CHARLIE):
            known = self.known[student.id]
            seen = [due for card, due in known.due.items() if card in self.inside]
            found = repeating.get_queue(self.room.desk(student), ReviewQuery())
            assert (found.new, found.due) == (len(self.inside) - len(seen), 0)
            assert found.next_due == min(seen, default=None)
            assert {one.card for one in found.cards} == self.inside - set(known.due)

    def teardown(self) -> None:
        self.room.db.engine.dispose()
        self._folder.cleanup()


TestRepeating = Repeating.TestCase
TestRepeating.settings = settings(bounded(10), stateful_step_count=25)
