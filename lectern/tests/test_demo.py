"""The demo content: complete, consistent, believable in size, and loaded only where nobody is."""

import io
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from assignments.schemas.assignments import AssignmentBody
from classroom.domain.ops import cleaned
from lectern.demo import LOADED, PENDING, Content
from lectern.demo.handouts import as_pdf, as_picture
from lectern.demo.portraits import has_portrait, portrait
from lectern.demo.story import Story, read


@pytest.fixture(scope="module")
def story() -> Story:
    return read()


def test_there_is_enough_to_look_alive(story: Story) -> None:
    assert len(story.courses) >= 12
    assert 1 + len(story.teachers) + len(story.students) == 30
    assert len({len(course.students) for course in story.courses}) > 5
    assert all(person.bio for person in (*story.teachers, *story.students))


def test_everybody_named_exists_and_names_are_unique(story: Story) -> None:
    teachers = {person.username for person in story.teachers}
    students = {person.username for person in story.students}
    assert {course.teacher for course in story.courses} <= teachers
    assert {name for course in story.courses for name in course.students} <= students
    assert len(teachers) + len(students) == 29
    assert len({course.code for course in story.courses}) == len(story.courses)


def test_nobody_is_in_a_course_that_cannot_be_joined(story: Story) -> None:
    assert [course.code for course in story.courses if course.students and not course.is_active] == []


def test_material_is_of_a_course_that_is_there_and_opened_by_its_students(story: Story) -> None:
    students = {course.code: set(course.students) for course in story.courses}
    assert all(set(material.opened_by) <= students[material.course] for material in story.materials)
    assert all(bool(material.text) != bool(material.curve) for material in story.materials)


def test_exercises_are_valid_and_answered_by_students_of_the_course(story: Story) -> None:
    students = {course.code: set(course.students) for course in story.courses}
    for exercise in story.exercises:
        assert set(exercise.answers) <= students[exercise.course]
        made = AssignmentBody.model_validate(exercise.body(1, datetime.now(UTC)))
        assert all(len(given) == len(exercise.questions) for given in exercise.answers.values())
        for number, question in enumerate(getattr(made.content, "questions", [])):
            assert question.options[question.correct] == exercise.questions[number]["options"][0]
    (scored,) = [one for one in story.exercises if one.answers]
    assert scored.submitted("amina") == [number % 4 for number in range(len(scored.questions))]


def test_handouts_are_documents_that_can_be_read_and_pictures(story: Story) -> None:
    texts = [material.text for material in story.materials if material.text]
    assert len(texts) >= 2
    for text in texts:
        pages = PdfReader(io.BytesIO(as_pdf(text)), strict=True).pages
        assert len(pages) == 2
        read_back = "\n".join(page.extract_text() for page in pages).split()
        assert " ".join(read_back) == " ".join(word for word in text.split() if word not in ("#", "---"))
    (curve,) = [material.curve for material in story.materials if material.curve]
    with Image.open(io.BytesIO(as_picture(curve.title, curve.points))) as picture:
        assert picture.format == "PNG"


def test_only_students_of_a_course_rate_it_and_each_once(story: Story) -> None:
    for course in story.courses:
        raters = [rating.by for rating in course.ratings]
        assert set(raters) <= set(course.students)
        assert len(set(raters)) == len(raters)
        assert {rating.rating for rating in course.ratings} <= {1, 2, 3, 4, 5}


def test_whoever_posts_or_invites_is_there_and_invites_into_their_own_course(story: Story) -> None:
    people = {person.username for person in (*story.teachers, *story.students)}
    assert {post.by for post in story.posts} <= people
    taught = {(course.teacher, course.code) for course in story.courses}
    assert {(one.by, one.course) for one in story.invitations} <= taught
    assert all(1 <= len(post.content) <= 2000 for post in story.posts)


def test_portraits_are_each_persons_own_and_some_have_none(story: Story) -> None:
    names = [person.username for person in (*story.teachers, *story.students)]
    shown = [name for name in names if has_portrait(name)]
    assert 0 < len(shown) < len(names)
    assert len({portrait(name) for name in shown}) == len(shown)
    assert portrait("maria") == portrait("maria")
    with Image.open(io.BytesIO(portrait("maria"))) as picture:
        assert (picture.format, picture.width) == ("PNG", picture.height)


def test_whoever_writes_in_a_room_is_in_its_course_and_what_is_drawn_can_be(story: Story) -> None:
    courses = {course.code: course for course in story.courses}
    for room in story.rooms:
        people = {courses[room.course].teacher, *courses[room.course].students}
        assert {message["by"] for message in room.messages} <= people
        for number, shape in enumerate(room.board):
            drawn = {"id": f"demo-{number}", **shape}
            assert cleaned(drawn.pop("k"), drawn)["points"] == shape["points"]


def test_dates_count_from_today(story: Story) -> None:
    for course in story.courses:
        body = course.body(date(2030, 1, 1))
        assert str(body["start_date"]) < str(body["end_date"])
    assert any(course.starts < 0 < course.ends for course in story.courses)


@pytest.mark.parametrize(
    ("settings", "is_used", "expected"),
    [
        ({}, False, PENDING),
        ({}, True, ""),
        ({"DEMO": "0"}, False, ""),
        ({"ENV": "production"}, False, ""),
        ({"ENV": "production", "DEMO": "1"}, False, PENDING),
        ({"ACCOUNTS_DATABASE_URL": "postgresql://x"}, False, ""),
        ({"ACCOUNTS_DATABASE_URL": "postgresql://x", "DEMO": "1"}, False, PENDING),
    ],
)
def test_it_goes_into_an_empty_system_only(
    tmp_path: Path, settings: Mapping[str, str], is_used: bool, expected: str
) -> None:
    if is_used:
        (tmp_path / "accounts.sqlite3").touch()
    Content(system(tmp_path), settings)
    marker = tmp_path / "demo"
    assert (marker.read_text() if marker.exists() else "") == expected


def test_it_does_not_go_into_a_postgres_that_is_used(tmp_path: Path) -> None:
    (tmp_path / "postgres" / "data").mkdir(parents=True)
    Content(system(tmp_path), {})
    assert not (tmp_path / "demo").exists()


def test_a_load_that_was_broken_off_is_still_to_be_done(tmp_path: Path) -> None:
    Content(system(tmp_path), {})
    (tmp_path / "accounts.sqlite3").touch()
    assert not Content(system(tmp_path), {}).is_loaded()
    assert (tmp_path / "demo").read_text() == PENDING
    (tmp_path / "demo").write_text(LOADED)
    assert Content(system(tmp_path), {}).is_loaded()


def system(var: Path) -> Any:  # as much of a System as deciding takes
    return SimpleNamespace(var=var)
