"""The demo's quizzes and decks, and what students have submitted."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

Send = Callable[..., httpx.Response]
"""Sends a request for somebody: method, username, path, body, idempotency key."""


@dataclass(frozen=True)
class Exercise:
    """A quiz or a deck; the first option of a question is the right one."""

    course: str
    title: str
    due: int | None = None
    max_attempts: int = 1
    questions: list[dict[str, Any]] = field(default_factory=list)
    cards: list[dict[str, Any]] = field(default_factory=list)
    answers: dict[str, list[int]] = field(default_factory=dict)

    def body(self, course_id: int, now: datetime) -> dict[str, Any]:
        """What creates it through the API."""
        questions = [_placed(number, question) for number, question in enumerate(self.questions)]
        return {
            "course": course_id,
            "title": self.title,
            "assignment_type": "quiz" if self.questions else "flashcard",
            "content": {"questions": questions} if self.questions else {"cards": self.cards},
            "max_attempts": self.max_attempts,
            "deadline": None if self.due is None else (now + timedelta(days=self.due)).isoformat(),
        }

    def submitted(self, username: str) -> list[int]:
        """A student's answers, as the options stand after they were placed."""
        return [(choice + number) % 4 for number, choice in enumerate(self.answers[username])]


def enter(exercise: Exercise, teacher: str, course_id: int, send: Send) -> None:
    """Write an exercise and submit what students answered; what is there already stays as it is."""
    known = {one["title"]: one for one in send("GET", teacher, f"/api/assignments/?course={course_id}").json()}
    made = known.get(exercise.title)
    if made is None:
        now = datetime.now(UTC).replace(microsecond=0)
        made = send("POST", teacher, "/api/assignments/", exercise.body(course_id, now)).json()
    for username in exercise.answers:
        body = {"assignment": made["id"], "answers": exercise.submitted(username)}
        key = f"demo-submission-{made['id']}"
        send("POST", username, "/api/submissions/", body, key)


def _placed(number: int, question: Mapping[str, Any]) -> dict[str, Any]:
    """The question with its options turned, so that the right one stands elsewhere each time."""
    options, turn = question["options"], number % 4
    return {**question, "options": options[-turn:] + options[:-turn] if turn else options, "correct": turn}
