"""What teachers decide and see: exceptions, corrections, reports, results."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assignments import statistics
from assignments.models import Regrade
from assignments.schemas.attempts import AttemptBody
from assignments.schemas.content import QuizShown
from assignments.schemas.teaching import OverrideBody, ReportBody, ReportQuery
from assignments.usecases import authoring, reviewing, submitting, teaching
from chassis.call import Actor
from chassis.clock import now
from chassis.cursor import PageQuery
from chassis.errors import Conflict, Forbidden, InvalidInput, NotFound
from chassis.testing.databases import emitted
from services.assignments.tests.conftest import ALICE, BOB, CHARLIE, DANA, QUESTIONS, Room

HOUR = timedelta(hours=1)
ALL = PageQuery()


def test_a_student_with_more_time_submits_when_the_others_cannot(room: Room) -> None:
    room.courses.students.add(CHARLIE.id)
    made = room.write(deadline=now() - HOUR)
    later = now() + HOUR
    teaching.set_override(room.desk(), made.id, BOB.id, OverrideBody(deadline=later))
    assert room.submit(made.id, 0, 2, 1).score == 100
    with pytest.raises(Forbidden):
        room.submit(made.id, 0, 2, 1, who=CHARLIE)
    kind, data = emitted(room.db)[1]
    assert (kind, data["student_id"]) == ("assignments.extended", BOB.id)
    seen = authoring.get_assignment(room.desk(BOB), made.id)
    assert seen.my is not None
    assert seen.my.deadline == later


def test_more_attempts_are_for_one_student_and_can_be_taken_back(room: Room) -> None:
    made = room.write()
    room.submit(made.id, 0, 0, 0)
    given = teaching.set_override(room.desk(), made.id, BOB.id, OverrideBody(extra_attempts=1))
    assert teaching.list_overrides(room.desk(), made.id, ALL).items == [given]
    assert room.submit(made.id, 0, 2, 1).attempt == 2
    teaching.remove_override(room.desk(), made.id, BOB.id)
    with pytest.raises(NotFound):
        teaching.remove_override(room.desk(), made.id, BOB.id)
    with pytest.raises(Conflict):
        room.submit(made.id, 0, 2, 1)


def test_the_clock_waits_for_those_who_have_more_time(room: Room) -> None:
    made = room.write(deadline=now() + HOUR)
    submitting.begin_attempt(room.desk(BOB), AttemptBody(assignment=made.id))
    teaching.set_override(room.desk(), made.id, BOB.id, OverrideBody(deadline=now() + 2 * HOUR))
    room.change(made.id, deadline=now() - HOUR)
    assert submitting.submit_overdue(room.db) == 0


def test_more_time_has_to_be_more_and_for_a_student_of_the_course(room: Room) -> None:
    made = room.write(deadline=now() + HOUR)
    with pytest.raises(InvalidInput):
        teaching.set_override(room.desk(), made.id, BOB.id, OverrideBody(deadline=now()))
    with pytest.raises(NotFound):
        teaching.set_override(room.desk(), made.id, CHARLIE.id, OverrideBody(extra_attempts=1))


def test_a_corrected_key_regrades_every_submission_once(room: Room) -> None:
    room.courses.students.add(CHARLIE.id)
    made = room.write(max_attempts=2)
    wrong, right = room.submit(made.id, 0, 2, 0), room.submit(made.id, 0, 2, 1)
    unchanged = room.submit(made.id, 3, 3, 3, who=CHARLIE)
    corrected = {"questions": [*QUESTIONS[:2], {**QUESTIONS[2], "correct": 0}]}
    room.change(made.id, content=corrected)
    room.change(made.id, content=corrected)
    scores = [reviewing.get_submission(room.desk(), one.id).score for one in (wrong, right, unchanged)]
    assert scores == [100, 67, 0]
    (audit,) = teaching.list_regrades(room.desk(), made.id, ALL).items
    assert (audit.actor, audit.regraded, audit.changed_scores) == (ALICE.id, 3, 2)
    assert [one.model_dump() for one in audit.changes] == [{"question": 2, "before": 1, "after": 0}]
    told = [data for kind, data in emitted(room.db) if kind == "assignments.regraded"]
    assert [one["student_ids"] for one in told] == [[BOB.id]]


def test_wording_is_corrected_without_regrading(room: Room) -> None:
    made = room.write()
    room.submit(made.id, 0, 2, 1)
    changed = room.change(made.id, content={"questions": [{**QUESTIONS[0], "question": "Which?"}, *QUESTIONS[1:]]})
    assert isinstance(changed.content, QuizShown)
    assert isinstance(made.content, QuizShown)
    assert changed.content.questions[0].question == "Which?"
    assert [one.id for one in changed.content.questions] == [one.id for one in made.content.questions]
    assert teaching.list_regrades(room.desk(), made.id, ALL).total == 0


def test_answered_questions_are_not_added_removed_or_reordered(room: Room) -> None:
    made = room.write()
    room.submit(made.id, 0, 2, 1)
    assert isinstance(made.content, QuizShown)
    moved = [one.model_dump(exclude={"flags"}) for one in reversed(made.content.questions)]
    for content in (QUESTIONS[:2], [*QUESTIONS, QUESTIONS[0]], moved):
        with pytest.raises(Conflict):
            room.change(made.id, content={"questions": content})


def test_a_regrade_is_a_part_of_the_change(room: Room) -> None:
    made = room.write()
    room.submit(made.id, 0, 2, 1)
    with pytest.raises(Conflict):
        room.change(made.id, content={"questions": [*QUESTIONS[:2], {**QUESTIONS[2], "correct": 0}]}, status="draft")
    with room.db.read() as session:
        assert session.query(Regrade).count() == 0


def test_students_report_a_question_and_the_teacher_deals_with_it(room: Room) -> None:
    made = room.write()
    for comment in ("Two are right.", "Two are right: A and B."):
        teaching.report_question(room.desk(BOB), made.id, ReportBody(question=1, comment=comment))
    (report,) = teaching.list_reports(room.desk(), made.id, ReportQuery(open=True)).items
    assert (report.question, report.student, report.comment) == (1, BOB.id, "Two are right: A and B.")
    assert teaching.resolve_report(room.desk(), made.id, report.id).is_resolved
    assert teaching.list_reports(room.desk(), made.id, ReportQuery(open=True)).items == []
    with pytest.raises(InvalidInput):
        teaching.report_question(room.desk(BOB), made.id, ReportBody(question=3, comment="?"))


def test_results_show_what_was_hard_and_what_misled(room: Room) -> None:
    room.courses.students.add(CHARLIE.id)
    made = room.write(max_attempts=None)
    room.submit(made.id, 0, 1, 1)
    room.submit(made.id, 0, 2, 1)
    room.submit(made.id, 3, 1, None, who=CHARLIE)
    found = teaching.get_statistics(room.desk(), made.id)
    assert (found.submissions, found.students, found.average, found.median) == (3, 2, 50.0, 50.0)
    assert found.distribution == [1, 0, 0, 0, 0, 0, 0, 0, 0, 1]
    assert [one.options for one in found.questions] == [[2, 0, 0, 1], [0, 2, 1, 0], [0, 2, 0, 0]]
    assert [one.difficulty for one in found.questions] == [0.333, 0.667, 0.333]
    assert [one.skipped for one in found.questions] == [0, 0, 1]


def test_a_quiz_without_submissions_has_no_average() -> None:
    assert statistics.average([]) is statistics.median([]) is None


@pytest.mark.parametrize("who", [BOB, CHARLIE, DANA])
def test_all_of_this_is_the_teachers(room: Room, who: Actor) -> None:
    made = room.write()
    desk = room.desk(who)
    for refused in (
        lambda: teaching.get_statistics(desk, made.id),
        lambda: teaching.list_overrides(desk, made.id, ALL),
        lambda: teaching.set_override(desk, made.id, BOB.id, OverrideBody(extra_attempts=1)),
        lambda: teaching.remove_override(desk, made.id, BOB.id),
        lambda: teaching.list_regrades(desk, made.id, ALL),
        lambda: teaching.list_reports(desk, made.id, ReportQuery()),
        lambda: teaching.resolve_report(desk, made.id, 1),
    ):
        with pytest.raises((NotFound, Forbidden)):
            refused()


@pytest.mark.parametrize("who", [CHARLIE, ALICE])
def test_only_students_of_the_course_report(room: Room, who: Actor) -> None:
    made = room.write()
    with pytest.raises(Forbidden):
        teaching.report_question(room.desk(who), made.id, ReportBody(question=0, comment="?"))
