"""The database finds what is shown of a course's assignments by an index, however many other courses have."""

from __future__ import annotations

from assignments.schemas import attempts as schemas
from assignments.schemas.assignments import AssignmentQuery
from assignments.schemas.cards import ReviewQuery
from assignments.usecases import authoring, listing, repeating, reviewing, submitting, teaching
from chassis.testing.plans import scans
from services.assignments.tests.conftest import BIOLOGY, BOB, Room


def test_nothing_that_somebody_does_reads_a_whole_table(room: Room) -> None:
    quiz, deck = room.write(max_attempts=None), room.deck()
    done = room.submit(quiz.id, 0, 1, 2)
    teacher, student = room.desk(), room.desk(BOB)
    card = schemas.AttemptBody(assignment=quiz.id)
    actions = {
        "all assignments": lambda: listing.list_assignments(student, AssignmentQuery()),
        "those of a course": lambda: listing.list_assignments(student, AssignmentQuery(course=BIOLOGY)),
        "what is due": lambda: listing.list_assignments(student, AssignmentQuery(due=True)),
        "one of them": lambda: authoring.get_assignment(student, quiz.id),
        "beginning an attempt": lambda: submitting.begin_attempt(student, card),
        "one's attempts": lambda: submitting.list_attempts(student, schemas.AttemptQuery()),
        "submitting": lambda: room.submit(quiz.id, 0, 1, 2),
        "a submission": lambda: reviewing.get_submission(student, done.id),
        "one's submissions": lambda: reviewing.list_submissions(student, schemas.SubmissionQuery()),
        "all submissions of a quiz": lambda: reviewing.list_submissions(
            teacher, schemas.SubmissionQuery(assignment=quiz.id)
        ),
        "its statistics": lambda: teaching.get_statistics(teacher, quiz.id),
        "cards to repeat": lambda: repeating.get_queue(student, ReviewQuery(assignment=deck.id)),
    }
    assert {name: found for name, action in actions.items() if (found := scans(room.db, action))} == {}
