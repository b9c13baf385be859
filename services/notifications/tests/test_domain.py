"""What is said to whom, without I/O: in every language, about every kind of fact."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from notifications.domain.notices import (
    Kind,
    Notice,
    NotificationType,
    Seat,
    added,
    blocked,
    course_deleted,
    enrolled,
    rated,
    submitted,
    unenrolled,
)
from notifications.texts import LANGUAGES, Said, said

SEAT = Seat(
    course_id=5,
    course_title="Biology",
    teacher_id=1,
    teacher_name="Alice Archer",
    student_id=2,
    student_name="Bob Bell",
)
EVERY_FACT = {
    "title": "Hello",
    "message": "Hello there.",
    "course": "Biology",
    "teacher": "Alice Archer",
    "student": "Bob Bell",
    "sender": "Bob Bell",
    "material": "Cells",
    "assignment": "Cells quiz",
    "rating": 4,
    "score": "80",
    "hours": 24,
    "room": "Biology live",
    "lesson": "Cells",
    "starts_at": "2026-01-05T08:00:00+00:00",
    "excerpt": "look @alice",
    "due_at": "2026-10-25T08:00:00Z",
    "previous_at": "2026-10-24T08:00:00Z",
}


def words(notice: Notice, language: str = "en") -> Said:
    return said(notice.kind, notice.facts, language, "UTC")


@pytest.mark.parametrize("tell", [enrolled, unenrolled])
def test_the_teacher_is_told_who_came_and_who_left(tell: Callable[[Seat], Notice]) -> None:
    notice = tell(SEAT)
    assert (notice.recipient_id, notice.link) == (1, "/c/5/people")
    assert notice.notification_type is NotificationType.ENROLLMENT
    assert "Bob Bell" in words(notice).message
    assert "Biology" in words(notice).message
    assert "Biology" in words(notice).title


@pytest.mark.parametrize("tell", [added, blocked])
def test_the_student_is_told_who_added_or_removed_them(tell: Callable[[Seat], Notice]) -> None:
    notice = tell(SEAT)
    assert (notice.recipient_id, notice.link) == (2, "/c/5/overview")
    assert notice.notification_type is NotificationType.ENROLLMENT
    assert "Alice Archer" in words(notice).message
    assert "Biology" in words(notice).title


@pytest.mark.parametrize(("rating", "text"), [(1, "1 star."), (5, "5 stars.")])
def test_the_teacher_is_told_of_a_rating(rating: int, text: str) -> None:
    notice = rated(SEAT, rating)
    assert (notice.recipient_id, notice.link) == (1, "/c/5/ratings")
    assert notice.notification_type is NotificationType.FEEDBACK
    assert words(notice).message == f"Bob Bell gave Biology {text}"


@pytest.mark.parametrize(("score", "text"), [(80.0, "Biology, 80 of 100 points."), (None, "Biology.")])
def test_the_teacher_is_told_of_a_submission(score: float | None, text: str) -> None:
    notice = submitted(SEAT, 9, "Cells", score)
    assert (notice.recipient_id, notice.link) == (1, "/teach/assignments/9")
    assert notice.notification_type is NotificationType.GENERAL
    assert words(notice).message.endswith(text)


def test_the_four_facts_read_differently() -> None:
    assert len({words(tell(SEAT)).message for tell in (enrolled, unenrolled, added, blocked)}) == 4


def test_everyone_who_was_in_a_deleted_course_is_told_once() -> None:
    notices = course_deleted("Biology", [7, 8, 7])
    assert [notice.recipient_id for notice in notices] == [7, 8]
    assert {notice.notification_type for notice in notices} == {NotificationType.GENERAL}
    assert {notice.link for notice in notices} == {"/courses"}
    assert "Biology" in words(notices[0]).message


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_words_in_every_language(kind: Kind) -> None:
    texts = [said(kind, EVERY_FACT, language, "UTC") for language in LANGUAGES]
    assert all(text.title and text.message and text.action for text in texts)
    assert len(set(texts)) == len(LANGUAGES)


def test_a_language_without_words_is_english() -> None:
    assert said(Kind.STUDENT_ADDED, EVERY_FACT, "tlh", "UTC") == said(Kind.STUDENT_ADDED, EVERY_FACT, "en", "UTC")


@pytest.mark.parametrize(
    ("zone", "language", "text"),
    [
        ("Europe/Berlin", "en", "Sunday, 25 October 2026 at 09:00 (CET)"),
        ("Europe/Berlin", "de", "Sonntag, 25. Oktober 2026 um 09:00 Uhr (CET)"),
        ("America/New_York", "en", "Sunday, 25 October 2026 at 04:00 (EDT)"),
        ("Mars/Olympus", "en", "Sunday, 25 October 2026 at 08:00 (UTC)"),
        ("../etc/passwd", "en", "Sunday, 25 October 2026 at 08:00 (UTC)"),
    ],
)
def test_a_deadline_is_told_by_the_readers_own_clock(zone: str, language: str, text: str) -> None:
    assert text in said(Kind.DEADLINE_SET, EVERY_FACT, language, zone).message


def test_titles_are_words_and_never_templates() -> None:
    hostile = {**EVERY_FACT, "course": "{{ 7 * 7 }}{% for x in y %}"}
    assert "{{ 7 * 7 }}" in said(Kind.STUDENT_ADDED, hostile, "en", "UTC").message
