"""Answering a quiz: time, attempts, and that nothing counts twice or is lost."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from assignments import queries
from assignments.models import Assignment, Attempt
from assignments.schemas import attempts as schemas
from assignments.schemas.content import QuizShown, QuizToAnswer
from assignments.usecases import authoring, reviewing, submitting
from chassis.call import Actor
from chassis.clock import now
from chassis.database import Store
from chassis.errors import Conflict, Forbidden, InvalidInput, NotFound
from chassis.testing.databases import emitted
from services.assignments.tests.conftest import ALICE, BIOLOGY, BOB, CHARLIE, DANA, Room

HOUR = timedelta(hours=1)


def begin(room: Room, assignment_id: int, who: Actor = BOB) -> schemas.Attempt:
    reply = submitting.begin_attempt(room.desk(who), schemas.AttemptBody(assignment=assignment_id))
    assert reply.body is not None
    return reply.body


def answer(room: Room, attempt_id: int, question: int, choice: int | None, who: Actor = BOB) -> schemas.Attempt:
    return submitting.save_answer(room.desk(who), attempt_id, schemas.AnswerBody(question=question, answer=choice))


def listed(room: Room, who: Actor, **query: Any) -> list[int]:
    return [one.id for one in reviewing.list_submissions(room.desk(who), schemas.SubmissionQuery(**query)).items]


def over(room: Room, assignment_id: int, since: timedelta = HOUR) -> datetime:
    """The deadline passes."""
    deadline = now() - since
    room.change(assignment_id, deadline=deadline)
    return deadline


def test_a_submission_is_scored_and_shown_with_explanations(room: Room) -> None:
    made = room.write()
    done = room.submit(made.id, 0, None, 2)
    assert (done.score, done.right, done.total, done.attempt) == (33, 1, 3, 1)
    assert [one.is_correct for one in done.results] == [True, False, False]
    assert (done.results[0].explanation, done.results[0].page) == ("It binds four molecules.", 3)
    assert done.results[2].correct == 1
    seen = authoring.get_assignment(room.desk(BOB), made.id)
    assert isinstance(seen.content, QuizShown)
    assert seen.my is not None
    assert (seen.my.best_score, seen.my.attempts_left) == (33, 0)


def test_a_submission_is_told_to_the_teacher(room: Room) -> None:
    made = room.write()
    done = room.submit(made.id, 0, 2, 1)
    assert emitted(room.db)[-1] == (
        "assignments.submission_made",
        {
            "submission_id": done.id,
            "assignment_id": made.id,
            "title": "Cells",
            "assignment_type": "quiz",
            "course_id": BIOLOGY,
            "course_title": "Biology",
            "teacher_id": ALICE.id,
            "student_id": BOB.id,
            "score": 100,
        },
    )


@pytest.mark.parametrize("who", [CHARLIE, ALICE, DANA])
def test_only_students_of_the_course_submit(room: Room, who: Actor) -> None:
    made = room.write()
    with pytest.raises(Forbidden):
        room.submit(made.id, 0, 0, 0, who=who)
    with pytest.raises(Forbidden):
        begin(room, made.id, who)


def test_nobody_answers_a_draft(room: Room) -> None:
    made = room.draft()
    with pytest.raises(NotFound):
        room.submit(made.id, 0, 0, 0)


def test_flashcards_are_not_submitted(room: Room) -> None:
    with pytest.raises(Conflict):
        room.submit(room.deck().id, 0, 0)


def test_it_refuses_a_submission_after_the_deadline(room: Room) -> None:
    made = room.write()
    over(room, made.id)
    with pytest.raises(Forbidden) as refused:
        room.submit(made.id, 0, 0, 0)
    assert refused.value.code == "assignments.deadline_passed"


def test_it_refuses_more_submissions_than_allowed(room: Room) -> None:
    made = room.write(max_attempts=2)
    room.submit(made.id, 0, 0, 0)
    room.submit(made.id, 0, 2, 1)
    with pytest.raises(Conflict):
        room.submit(made.id, 0, 0, 0)
    free = room.write(max_attempts=None)
    assert [room.submit(free.id, 0, 0, 0).attempt for _ in range(3)] == [1, 2, 3]


@pytest.mark.parametrize("answers", [[], [0, 0], [0, 0, 0, 0]])
def test_a_wrong_number_of_answers_uses_up_no_attempt(room: Room, answers: list[int]) -> None:
    made = room.write()
    with pytest.raises(InvalidInput):
        room.submit(made.id, *answers)
    assert room.submit(made.id, 0, 2, 1).score == 100


@pytest.mark.parametrize("text", ["[4]", "[-1]", '["0"]', "[true]", "[0.5]", '"000"', "null"])
def test_answers_of_a_wrong_type_are_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        schemas.SubmissionBody.model_validate_json(f'{{"assignment": 1, "answers": {text}}}', strict=True)


def test_two_simultaneous_submissions_use_one_attempt(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    made = room.write(max_attempts=5)
    together = threading.Barrier(2)
    find = submitting._require_student

    def both_have_arrived(*arguments: Any) -> None:
        find(*arguments)
        together.wait(10)

    monkeypatch.setattr(submitting, "_require_student", both_have_arrived)
    outcomes: list[str] = []

    def send() -> None:
        try:
            outcomes.append(f"attempt {room.submit(made.id, 0, 2, 1).attempt}")
        except Conflict as error:
            outcomes.append(error.code)

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(outcomes) == ["assignments.submitted", "attempt 1"]
    assert len(listed(room, ALICE)) == 1


def test_answers_are_kept_as_they_are_given(room: Room) -> None:
    made = room.write()
    attempt = begin(room, made.id)
    answer(room, attempt.id, 0, 0)
    answer(room, attempt.id, 2, 3)
    answer(room, attempt.id, 2, None)
    again = begin(room, made.id)
    assert (again.id, again.answers) == (attempt.id, [0, None, None])
    assert isinstance(authoring.get_assignment(room.desk(BOB), made.id).content, QuizToAnswer)
    done = submitting.submit_attempt(room.desk(BOB), attempt.id)
    assert done.body is not None
    assert (done.status, done.body.score, done.body.by_clock) == (201, 33, False)
    once_more = submitting.submit_attempt(room.desk(BOB), attempt.id)
    assert (once_more.status, once_more.body) == (200, done.body)
    with pytest.raises(Conflict):
        answer(room, attempt.id, 0, 1)
    with pytest.raises(NotFound):
        submitting.get_attempt(room.desk(BOB), attempt.id)


def test_answering_a_question_that_is_not_there_is_refused(room: Room) -> None:
    attempt = begin(room, room.write().id)
    with pytest.raises(InvalidInput):
        answer(room, attempt.id, 3, 0)


def test_answers_sent_at_once_end_the_attempt_in_progress(room: Room) -> None:
    made = room.write()
    attempt = begin(room, made.id)
    assert room.submit(made.id, 0, 2, 1).id == attempt.id
    assert submitting.list_attempts(room.desk(BOB), schemas.AttemptQuery(assignment=made.id)).total == 0


def test_an_attempt_belongs_to_its_student(room: Room) -> None:
    room.courses.students.add(CHARLIE.id)
    attempt = begin(room, room.write().id)
    for refused in (
        lambda: submitting.get_attempt(room.desk(CHARLIE), attempt.id),
        lambda: answer(room, attempt.id, 0, 0, who=CHARLIE),
        lambda: submitting.submit_attempt(room.desk(CHARLIE), attempt.id),
    ):
        with pytest.raises(NotFound):
            refused()
    assert submitting.list_attempts(room.desk(BOB), schemas.AttemptQuery()).total == 1
    assert submitting.list_attempts(room.desk(CHARLIE), schemas.AttemptQuery()).total == 0


def test_the_deadline_submits_what_is_in_progress_once(room: Room) -> None:
    made = room.write(deadline=now() + HOUR)
    attempt = begin(room, made.id)
    answer(room, attempt.id, 0, 0)
    assert submitting.submit_overdue(room.db) == 0
    over(room, made.id)
    assert submitting.submit_overdue(room.db) == 1
    assert submitting.submit_overdue(room.db) == 0
    done = reviewing.get_submission(room.desk(BOB), attempt.id)
    assert (done.by_clock, done.score) == (True, 33)
    assert [kind for kind, _ in emitted(room.db)].count("assignments.submission_made") == 1


def test_two_replicas_submit_what_is_overdue_once(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    made = room.write()
    begin(room, made.id)
    over(room, made.id)
    overdue = queries.overdue_attempts
    stale = Store(room.db.engine)

    def seen_by_both(*arguments: Any) -> list[int]:
        ids = overdue(*arguments)
        monkeypatch.setattr(queries, "overdue_attempts", overdue)
        submitting.submit_overdue(stale)
        return ids

    monkeypatch.setattr(queries, "overdue_attempts", seen_by_both)
    assert submitting.submit_overdue(room.db) == 1
    assert [kind for kind, _ in emitted(room.db)].count("assignments.submission_made") == 1


def test_after_the_deadline_it_is_what_was_kept_that_counts(room: Room) -> None:
    made = room.write()
    attempt = begin(room, made.id)
    answer(room, attempt.id, 0, 0)
    over(room, made.id)
    with pytest.raises(Forbidden):
        answer(room, attempt.id, 1, 2)
    done = submitting.submit_attempt(room.desk(BOB), attempt.id)
    assert done.body is not None
    assert (done.body.score, done.body.by_clock) == (33, True)


def test_who_sees_which_submissions(room: Room) -> None:
    room.courses.students.add(CHARLIE.id)
    made, other = room.write(), room.write(title="Other")
    first, second = room.submit(made.id, 0, 0, 0), room.submit(made.id, 0, 2, 1, who=CHARLIE)
    third = room.submit(other.id, 0, 0, 0)
    assert listed(room, ALICE) == [third.id, second.id, first.id]
    assert listed(room, ALICE, assignment=made.id) == [second.id, first.id]
    assert listed(room, ALICE, student=BOB.id) == [third.id, first.id]
    assert listed(room, BOB, assignment=made.id) == [first.id]
    assert listed(room, DANA) == []
    assert reviewing.get_submission(room.desk(ALICE), first.id).score == 33
    for who in (CHARLIE, DANA):
        with pytest.raises(NotFound):
            reviewing.get_submission(room.desk(who), first.id)


def test_an_attempt_in_progress_is_no_submission(room: Room) -> None:
    attempt = begin(room, room.write().id)
    assert listed(room, BOB) == listed(room, ALICE) == []
    with pytest.raises(NotFound):
        reviewing.get_submission(room.desk(BOB), attempt.id)
    with pytest.raises(ValueError, match="in progress"):
        reviewing.submission(Assignment(content={"questions": []}), Attempt(answers=[]))
