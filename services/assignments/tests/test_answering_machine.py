"""A quiz against a model of it: whatever happens in whatever order, both agree on attempts, scores and who was told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from assignments.schemas import attempts as schemas
from assignments.usecases import authoring, reviewing, submitting
from chassis.call import Actor
from chassis.clock import now
from chassis.errors import Conflict, Forbidden, InvalidInput, NotFound, ServiceError
from chassis.testing.databases import emitted
from chassis.testing.fuzzing import bounded
from chassis.testing.outcomes import Outcome, Refusal, first_refusal
from services.assignments.tests.conftest import ALICE, BOB, CHARLIE, QUESTIONS, room_of_two

MOST = 3
HOUR = timedelta(hours=1)
STUDENTS = st.sampled_from([BOB, CHARLIE])
CHOICE = st.none() | st.integers(0, 3)
ANSWERS = st.lists(CHOICE, min_size=len(QUESTIONS), max_size=len(QUESTIONS))
KEYS = st.lists(st.integers(0, 3), min_size=len(QUESTIONS), max_size=len(QUESTIONS))
SCORES = (0, 33, 67, 100)
"""Of none to three right answers to three questions."""


@dataclass
class Try:
    """An attempt as the model knows it; `score` is there once it is submitted."""

    id: int
    student: Actor
    number: int
    answers: list[int | None] = field(default_factory=lambda: [None] * len(QUESTIONS))
    score: int | None = None
    by_clock: bool = False


class Answering(RuleBasedStateMachine):
    """One quiz of Alice's, of three questions and as many attempts, that two students answer in any number of tabs."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = TemporaryDirectory()
        self.room = room_of_two(Path(self._folder.name))
        self.quiz = self.room.write(max_attempts=MOST).id
        self.keys = [int(one["correct"]) for one in QUESTIONS]
        self.there, self.late = True, False
        self.tries: list[Try] = []
        self.told: list[tuple[str, object]] = []

    @rule(student=STUDENTS)
    def begin(self, student: Actor) -> None:
        """Another tab, or the first one: both lead into the same attempt."""
        going = self._open(student)
        with Outcome(self._refusal(*self._none_to_begin(student))):
            reply = submitting.begin_attempt(self.room.desk(student), schemas.AttemptBody(assignment=self.quiz))
            assert reply.body is not None
            assert reply.status == (200 if going else 201)
            going = going or self._begun(reply.body.id, student)
            assert (reply.body.id, reply.body.number, reply.body.answers) == (going.id, going.number, going.answers)

    @precondition(lambda self: self.tries)
    @rule(data=st.data(), question=st.integers(0, len(QUESTIONS)), choice=CHOICE)
    def answer(self, data: st.DataObject, question: int, choice: int | None) -> None:
        """From any tab, also one whose attempt was submitted elsewhere."""
        one = data.draw(st.sampled_from(self.tries))
        body = schemas.AnswerBody(question=question, answer=choice)
        is_done, is_none = one.score is not None, question >= len(QUESTIONS)
        with Outcome(self._refusal((Conflict, is_done), (Forbidden, self.late), (InvalidInput, is_none))):
            kept = submitting.save_answer(self.room.desk(one.student), one.id, body)
            one.answers[question] = choice
            assert kept.answers == one.answers

    @precondition(lambda self: self.tries)
    @rule(data=st.data())
    def submit(self, data: st.DataObject) -> None:
        """From any tab; what was submitted before stays as it is."""
        one = data.draw(st.sampled_from(self.tries))
        with Outcome(self._refusal()):
            reply = submitting.submit_attempt(self.room.desk(one.student), one.id)
            assert reply.body is not None
            assert reply.status == (201 if one.score is None else 200)
            if one.score is None:
                self._end(one, by_clock=self.late)
            self._agree(one, reply.body)

    @rule(student=STUDENTS, answers=ANSWERS | st.lists(CHOICE, max_size=4))
    def submit_at_once(self, student: Actor, answers: list[int | None]) -> None:
        """All answers, which end the attempt in progress if there is one."""
        is_odd = len(answers) != len(QUESTIONS)
        with Outcome(self._refusal((InvalidInput, is_odd), *self._none_to_begin(student))):
            done = self.room.submit(self.quiz, *answers, who=student)
            one = self._open(student) or self._begun(done.id, student)
            one.answers = answers
            self._end(one)
            self._agree(one, done)

    @precondition(lambda self: self.tries)
    @rule(data=st.data(), stranger=st.sampled_from([ALICE, BOB, CHARLIE]))
    def meddle(self, data: st.DataObject, stranger: Actor) -> None:
        """Nobody submits for another."""
        one = data.draw(st.sampled_from(self.tries))
        if stranger != one.student:
            with Outcome(NotFound):
                submitting.submit_attempt(self.room.desk(stranger), one.id)

    @rule(is_late=st.booleans())
    def move_deadline(self, is_late: bool) -> None:
        """It passes, or the students get more time."""
        with Outcome(self._refusal()):
            self.room.change(self.quiz, deadline=now() - HOUR if is_late else now() + HOUR)
            self.late = is_late

    @rule()
    def strike(self) -> None:
        """The clock submits what the deadline has overtaken."""
        going = [one for one in self.tries if one.score is None and self.late and self.there]
        assert submitting.submit_overdue(self.room.db) == len(going)
        for one in going:
            self._end(one, by_clock=True)

    @rule(keys=KEYS)
    def correct(self, keys: list[int]) -> None:
        """Alice had a right answer wrong: what was submitted is scored anew, and whose score changes is told."""
        with Outcome(self._refusal()):
            content = [{**one, "correct": key} for one, key in zip(QUESTIONS, keys, strict=True)]
            self.room.change(self.quiz, content={"questions": content})
            self.keys = keys
            done = [one for one in self.tries if one.score is not None]
            changed = [one for one in done if one.score != self._score(one.answers)]
            for one in changed:
                one.score = self._score(one.answers)
            if changed:
                self.told.append(("regraded", sorted({one.student.id for one in changed})))

    @precondition(lambda self: len(self.told) > 4)
    @rule()
    def delete(self) -> None:
        with Outcome(self._refusal()):
            authoring.delete_assignment(self.room.desk(), self.quiz)
            self.there = False

    @invariant()
    def they_agree_on_where_each_student_stands(self) -> None:
        for student in (BOB, CHARLIE):
            mine = self._of(student)
            going = self._open(student)
            with Outcome(self._refusal()):
                standing = authoring.get_assignment(self.room.desk(student), self.quiz).my
                assert standing is not None
                assert standing.best_score == max((one.score for one in mine if one.score is not None), default=None)
                used = sum(one.score is not None for one in mine)
                assert (standing.attempts_used, standing.attempts_left) == (used, MOST - used)
                assert standing.attempt == (going.id if going else None)

    @invariant()
    def they_agree_on_what_was_submitted(self) -> None:
        everything = schemas.SubmissionQuery(limit=50)
        for reader, own in ((ALICE, self.tries), (BOB, self._of(BOB)), (CHARLIE, self._of(CHARLIE))):
            done = {one.id: one for one in own if one.score is not None and self.there}
            found = reviewing.list_submissions(self.room.desk(reader), everything).items
            assert {one.id for one in found} == set(done)
            for submission in found:
                self._agree(done[submission.id], submission)

    @invariant()
    def each_submission_and_each_correction_was_told_once(self) -> None:
        told = [
            (kind.removeprefix("assignments."), data.get("student_ids") or (data["student_id"], data["score"]))
            for kind, data in emitted(self.room.db)
            if "student_ids" in data or "score" in data
        ]
        assert told == self.told

    def teardown(self) -> None:
        self.room.db.engine.dispose()
        self._folder.cleanup()

    def _of(self, student: Actor) -> list[Try]:
        return [one for one in self.tries if one.student == student]

    def _open(self, student: Actor) -> Try | None:
        return next((one for one in self._of(student) if one.score is None), None)

    def _begun(self, attempt_id: int, student: Actor) -> Try:
        self.tries.append(Try(attempt_id, student, len(self._of(student)) + 1))
        return self.tries[-1]

    def _end(self, one: Try, by_clock: bool = False) -> None:
        one.score, one.by_clock = self._score(one.answers), by_clock
        self.told.append(("submission_made", (one.student.id, one.score)))

    def _score(self, answers: Sequence[int | None]) -> int:
        return SCORES[sum(given == key for given, key in zip(answers, self.keys, strict=True))]

    def _agree(self, one: Try, found: schemas.Submission) -> None:
        expected = (one.id, one.student.id, one.number, one.answers, one.score, one.by_clock)
        given = (found.id, found.student, found.attempt, found.answers, found.score, found.by_clock)
        assert given == expected
        assert [result.correct for result in found.results] == self.keys

    def _none_to_begin(self, student: Actor) -> list[tuple[type[ServiceError], bool]]:
        is_used_up = self._open(student) is None and len(self._of(student)) >= MOST
        return [(Forbidden, self.late), (Conflict, is_used_up)]

    def _refusal(self, *refusals: tuple[type[ServiceError], bool]) -> Refusal:
        """How the model says that an action ends: with the first of the refusals that hold, or well."""
        return first_refusal((NotFound, not self.there), *refusals)


TestAnswering = Answering.TestCase
TestAnswering.settings = settings(bounded(12), stateful_step_count=25)
