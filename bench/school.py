"""A school to measure: made over the public API, so that it is the same on every system that offers it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any

import httpx

PASSWORD = "Quartz-7-lantern"  # noqa: S105 (of invented people)
STUDENTS, COURSES, RATINGS, TOLD, QUESTIONS = 60, 20, 50, 100, 10


@dataclass
class School:
    """Tokens and ids of what was made; `wish` has students who are in no course of `open_course`."""

    teacher: str = ""
    username: str = ""
    students: list[str] = field(default_factory=list)
    courses: list[int] = field(default_factory=list)
    open_course: int = 0
    quiz: int = 0
    told: str = ""


def found(base: str) -> School:
    """Make the school: a teacher with 20 courses, 60 students in the first, 50 ratings, 100 notifications, a quiz."""
    school, mark = School(), secrets.token_hex(4)
    with httpx.Client(base_url=base, timeout=60, trust_env=False) as api:
        school.username = f"teacher-{mark}"
        school.teacher = _enter(api, school.username, "teacher")[0]
        pairs = [_enter(api, f"student-{mark}-{number}", "student") for number in range(STUDENTS)]
        school.students = [token for token, _ in pairs]
        for number in range(COURSES):
            course = {"title": f"Course {number}", "code": f"B{mark}{number}", "description": "A course to measure."}
            school.courses.append(_post(api, school.teacher, "/api/courses/", course)["id"])
        for number, token in enumerate(school.students):
            _post(api, token, f"/api/courses/{school.courses[0]}/enroll/")
            if number < RATINGS:
                rating = {"course": school.courses[0], "rating": 1 + number % 5, "comment": "As I had expected it."}
                _post(api, token, "/api/feedback/", rating)
        school.open_course = school.courses[-1]
        school.told, told_id = pairs[-1]
        for number in range(TOLD // 2):
            place = f"/api/courses/{school.courses[1 + number % (COURSES - 3)]}"
            _post(api, school.teacher, f"{place}/add_student/", {"student_id": told_id})
            _post(api, school.teacher, f"{place}/block_student/", {"student_id": told_id})
        school.quiz = _post(api, school.teacher, "/api/assignments/", _quiz(school.courses[0]))["id"]
    return school


def _quiz(course: int) -> dict[str, Any]:
    question = {"options": ["one", "two", "three", "four"], "correct": 1}
    questions = [{"question": f"Question {number}?", **question} for number in range(QUESTIONS)]
    work = {"course": course, "title": "A quiz", "assignment_type": "quiz", "content": {"questions": questions}}
    return {**work, "max_attempts": None}


def _enter(api: httpx.Client, name: str, kind: str) -> tuple[str, int]:
    account = {"username": name, "email": f"{name}@bench.example", "password": PASSWORD, "user_type": kind}
    answer = _post(api, "", "/api/auth/register/", account)
    return answer["token"], answer["user"]["id"]


def _post(api: httpx.Client, token: str, path: str, body: object = None) -> dict[str, Any]:
    headers = {"Authorization": f"Token {token}"} if token else {}
    made: dict[str, Any] = api.post(path, json=body or {}, headers=headers).raise_for_status().json()
    return made
