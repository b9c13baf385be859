"""Writing, showing, publishing and removing assignments: who may, and what is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from assignments.domain import AssignmentStatus, AssignmentType
from assignments.schemas.assignments import AssignmentBody, AssignmentQuery
from assignments.schemas.content import CardsShown, QuizShown, QuizToAnswer
from assignments.usecases import authoring, courses, listing
from chassis.call import Actor
from chassis.clock import now
from chassis.errors import Conflict, Forbidden, InvalidInput, NotFound
from chassis.testing.databases import emitted
from services.assignments.tests.conftest import ALICE, BIOLOGY, BOB, CARDS, CHARLIE, DANA, QUESTIONS, Room

SOON = datetime(2040, 5, 1, 12, tzinfo=UTC)


def titles(room: Room, who: Actor, **query: Any) -> list[str]:
    return [one.title for one in listing.list_assignments(room.desk(who), AssignmentQuery(**query)).items]


def test_a_published_quiz_is_told_with_its_deadline(room: Room) -> None:
    made = room.write(deadline=SOON)
    assert emitted(room.db) == [
        (
            "assignments.assignment_published",
            {
                "assignment_id": made.id,
                "course_id": BIOLOGY,
                "course_title": "Biology",
                "title": "Cells",
                "assignment_type": "quiz",
                "deadline": "2040-05-01T12:00:00.000Z",
                "teacher_id": ALICE.id,
            },
        )
    ]


def test_a_draft_is_told_to_nobody_until_it_is_published(room: Room) -> None:
    made = room.draft(deadline=SOON)
    room.change(made.id, deadline=SOON + timedelta(days=1))
    assert emitted(room.db) == []
    assert authoring.publish_assignment(room.desk(), made.id).status is AssignmentStatus.PUBLISHED
    authoring.publish_assignment(room.desk(), made.id)
    assert [kind for kind, _ in emitted(room.db)] == ["assignments.assignment_published"]


def test_a_teacher_sees_the_answers_and_a_student_does_not(room: Room) -> None:
    made = room.write()
    assert isinstance(made.content, QuizShown)
    assert made.content.questions[0].quote == "Haemoglobin carries oxygen"
    seen = authoring.get_assignment(room.desk(BOB), made.id)
    assert isinstance(seen.content, QuizToAnswer)
    assert set(seen.content.questions[0].model_dump()) == {"id", "question", "options", "page"}
    assert seen.my is not None
    assert (seen.my.attempts_left, seen.is_owner, seen.submission_count) == (1, False, None)


def test_cards_are_for_looking_at_both_sides(room: Room) -> None:
    seen = authoring.get_assignment(room.desk(BOB), room.deck().id)
    assert isinstance(seen.content, CardsShown)
    assert seen.content.cards[0].back == "the unit of life"
    assert seen.my is None


@pytest.mark.parametrize("who", [CHARLIE, DANA])
def test_outsiders_see_nothing_and_change_nothing(room: Room, who: Actor) -> None:
    made = room.write()
    desk = room.desk(who)
    assert titles(room, who) == titles(room, who, course=BIOLOGY) == []
    for refused in (
        lambda: authoring.get_assignment(desk, made.id),
        lambda: authoring.update_assignment(desk, made.id, {"title": "Mine"}),
        lambda: authoring.publish_assignment(desk, made.id),
        lambda: authoring.delete_assignment(desk, made.id),
    ):
        with pytest.raises(NotFound):
            refused()
    body = {"course": BIOLOGY, "title": "Mine", "assignment_type": AssignmentType.QUIZ, "content": {"questions": []}}
    with pytest.raises(Forbidden):
        authoring.create_assignment(desk, AssignmentBody.model_validate(body))


def test_a_student_reads_what_is_published_and_changes_nothing(room: Room) -> None:
    made, draft = room.write(), room.draft(title="Later")
    assert titles(room, BOB) == ["Cells"]
    assert titles(room, ALICE) == ["Later", "Cells"]
    with pytest.raises(NotFound):
        authoring.get_assignment(room.desk(BOB), draft.id)
    with pytest.raises(Forbidden):
        authoring.update_assignment(room.desk(BOB), made.id, {"title": "Mine"})
    with pytest.raises(Forbidden):
        authoring.delete_assignment(room.desk(BOB), made.id)


@pytest.mark.parametrize(
    "wrong",
    [
        {"options": ["one", "two", "three"]},
        {"options": ["one", "two", "three", "THREE"]},
        {"options": ["one", "two", "three", " "]},
        {"correct": 4},
        {"correct": -1},
        {"correct": None},
        {"question": ""},
        {"page": 0},
    ],
)
def test_a_question_that_nobody_could_answer_is_refused(room: Room, wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        room.write(content={"questions": [{**QUESTIONS[0], **wrong}]})


def test_content_has_to_be_of_the_assignments_type(room: Room) -> None:
    with pytest.raises(ValidationError):
        room.write(content={"cards": CARDS})
    made = room.draft()
    with pytest.raises(InvalidInput):
        room.change(made.id, content={"cards": CARDS})


def test_nothing_empty_is_published(room: Room) -> None:
    with pytest.raises(InvalidInput):
        room.write(content={"questions": []})
    draft = room.draft(content={"questions": []})
    with pytest.raises(InvalidInput):
        authoring.publish_assignment(room.desk(), draft.id)


def test_items_are_reordered_edited_and_added_in_a_draft(room: Room) -> None:
    made = room.draft()
    assert isinstance(made.content, QuizShown)
    first, second, third = (one.id for one in made.content.questions)
    edited = {**QUESTIONS[0], "id": first, "question": "What carries oxygen?"}
    changed = room.change(made.id, content={"questions": [QUESTIONS[2], edited, {**QUESTIONS[1], "question": "New?"}]})
    assert isinstance(changed.content, QuizShown)
    ids = [one.id for one in changed.content.questions]
    assert ids[:2] == [third, first]
    assert ids[2] not in (first, second, third)


def test_a_moved_deadline_is_told_once_with_the_one_before(room: Room) -> None:
    made = room.write(deadline=SOON)
    room.change(made.id, deadline=SOON)
    room.change(made.id, deadline=None)
    kind, data = emitted(room.db)[-1]
    assert len(emitted(room.db)) == 2
    assert (kind, data["deadline"], data["previous"]) == (
        "assignments.deadline_changed",
        None,
        "2040-05-01T12:00:00.000Z",
    )


def test_what_students_have_begun_cannot_be_hidden_again(room: Room) -> None:
    made = room.write()
    assert room.change(made.id, status=AssignmentStatus.DRAFT).status is AssignmentStatus.DRAFT
    room.change(made.id, status=AssignmentStatus.PUBLISHED)
    room.submit(made.id, 0, 0, 0)
    with pytest.raises(Conflict):
        room.change(made.id, status=AssignmentStatus.DRAFT)


def test_what_is_due_comes_the_soonest_first_page_by_page(room: Room) -> None:
    for days in (3, 1, 2):
        room.write(title=f"in {days}", deadline=now() + timedelta(days=days))
    room.write(title="whenever")
    room.write(title="over", deadline=now() - timedelta(days=1))
    done = room.write(title="done", deadline=now() + timedelta(days=9))
    room.submit(done.id, 0, 0, 0)
    first = listing.list_assignments(room.desk(BOB), AssignmentQuery(due=True, limit=2))
    assert ([one.title for one in first.items], first.total) == (["in 1", "in 2"], 3)
    assert titles(room, BOB, due=True, limit=2, cursor=first.next_cursor) == ["in 3"]
    with pytest.raises(InvalidInput):
        titles(room, BOB, due=True, cursor="bm8")


def test_deleting_takes_the_submissions_with_it_and_is_told(room: Room) -> None:
    made = room.write()
    room.submit(made.id, 0, 0, 0)
    authoring.delete_assignment(room.desk(), made.id)
    assert emitted(room.db)[-1] == (
        "assignments.assignment_deleted",
        {"assignment_id": made.id, "course_id": BIOLOGY},
    )
    assert titles(room, ALICE) == []


def test_a_deleted_course_takes_all_its_assignments_with_it(room: Room) -> None:
    room.write()
    room.deck()
    courses.rename_course(room.db, BIOLOGY, "Life")
    assert authoring.get_assignment(room.desk(), room.write().id).course_title == "Biology"
    courses.remove_course(room.db, BIOLOGY)
    courses.remove_course(room.db, BIOLOGY)
    assert titles(room, ALICE) == []
