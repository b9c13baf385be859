"""A course comes and goes: all that hangs on it goes with it, in every service, and those who were in it are told."""

import sqlite3
import time
from contextlib import closing
from typing import Any

from lectern.system import System
from lectern.testing import Person
from lectern.waiting import wait_until

SECONDS = 60
PDF = b"%PDF-1.7\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n"
QUIZ = {"questions": [{"question": "1 + 1?", "options": ["1", "2", "3", "4"], "correct": 1}]}
# Remembered as gone: by accounts, so that an event that comes late does not bring a course back, and by notifications,
# so that calendars cross a deadline out.
GONE = {"known_courses": "NOT is_gone", "deadlines": "NOT is_deleted"}
# What every database keeps of its work for some time, and what people were told and mailed, which stays told.
KEPT = {"alembic_version", "outbox", "receipts", "relays", "notifications", "mails", "mail_items"}


def inventory(system: System, course_id: int = 0) -> dict[str, int]:
    """How many rows each table of each service has, and how many files lie in the storage; with `course_id`, of it."""
    counted = {} if course_id else {"files": sum(one.is_file() for one in (system.var / "storage").rglob("*"))}
    for file in sorted(system.var.glob("*.sqlite3")):
        with closing(sqlite3.connect(file, timeout=10)) as database:
            for table in tables_of(database):
                columns = {row[1] for row in database.execute(f'PRAGMA table_info("{table}")')}
                if not course_id or "course_id" in columns:
                    where = f"{GONE.get(table, 1)} AND {f'course_id = {course_id}' if course_id else 1}"
                    (rows,) = database.execute(f'SELECT count(*) FROM "{table}" WHERE {where}').fetchone()  # noqa: S608
                    counted[f"{file.stem}.{table}"] = rows
    return counted


def tables_of(database: sqlite3.Connection) -> set[str]:
    """Those that are data, and not the inside of an index."""
    found = {row[1] for row in database.execute("PRAGMA main.table_list") if row[2] == "table"}
    return {name for name in found if not name.startswith("sqlite_")} - KEPT


def a_whole_life(teacher: Person, student: Person, outsider: Person) -> dict[str, Any]:
    """A course with some of everything that can hang on one."""
    course: dict[str, Any] = teacher.course(title=f"Life {time.monotonic_ns()}")
    place = f"/api/courses/{course['id']}"
    for person in (student, outsider):
        person.api.post(f"{place}/enroll/").raise_for_status()
    teacher.api.post(f"{place}/block_student/", json={"student_id": outsider.id}).raise_for_status()
    rating = {"course": course["id"], "rating": 5, "comment": "Clear."}
    student.api.post("/api/feedback/", json=rating).raise_for_status()
    material = upload(teacher, course["id"])
    student.api.post(f"/api/materials/{material['id']}/open/").raise_for_status()
    work = {"course": course["id"], "title": "Sums", "assignment_type": "quiz", "content": QUIZ}
    assignment = teacher.api.post("/api/assignments/", json=work).raise_for_status().json()
    answers = {"assignment": assignment["id"], "answers": [1]}
    student.api.post("/api/submissions/", json=answers).raise_for_status()
    room = {"name": f"room-{course['id']}", "course": course["id"]}
    made = teacher.api.post("/api/classrooms/", json=room).raise_for_status().json()
    student.api.post(f"/api/classrooms/{made['id']}/send/", json={"content": "Hello."}).raise_for_status()
    return course


def upload(teacher: Person, course_id: int) -> dict[str, Any]:
    fields = {"course": str(course_id), "title": "Notes", "material_type": "document"}
    files = {"file": ("notes.pdf", PDF, "application/pdf")}
    added: dict[str, Any] = teacher.api.post("/api/materials/", data=fields, files=files).raise_for_status().json()
    return added


def delete(system: System, teacher: Person, student: Person, course: dict[str, Any]) -> None:
    """Delete the course; returns when the student has been told, and nobody has anything of it any more."""
    teacher.api.delete(f"/api/courses/{course['id']}/").raise_for_status()
    wait_until(lambda: told(student, course), SECONDS, "the student is told")
    wait_until(lambda: not sum(inventory(system, course["id"]).values()), SECONDS, "all of it is gone")


def told(person: Person, course: dict[str, Any]) -> list[str]:
    listed = person.api.get("/api/notifications/?limit=500").raise_for_status().json()
    about = [one for one in listed if course["title"] in one["title"] + one["message"]]
    return [one["message"] for one in about if one["notification_type"] == "general"]


def test_a_deleted_course_leaves_no_row_and_no_file_in_any_service(
    system: System, alice: Person, bob: Person, charlie: Person
) -> None:
    delete(system, alice, bob, a_whole_life(alice, bob, charlie))
    before = inventory(system)
    course = a_whole_life(alice, bob, charlie)
    full = inventory(system)
    grown = {name.partition(".")[0] for name, count in full.items() if count > before.get(name, 0)}
    assert grown >= {"files", "courses", "assignments", "classroom"}
    delete(system, alice, bob, course)
    assert inventory(system) == before
    assert len(told(bob, course)) == 1
    assert told(charlie, course) == []
    for path in ("", "students/", "materials/"):
        assert alice.api.get(f"/api/courses/{course['id']}/{path}").status_code == 404


def test_only_its_teacher_deletes_a_course(alice: Person, bob: Person, charlie: Person) -> None:
    course = alice.course()
    bob.api.post(f"/api/courses/{course['id']}/enroll/").raise_for_status()
    assert [one.api.delete(f"/api/courses/{course['id']}/").status_code for one in (bob, charlie)] == [403, 403]
    assert alice.api.get(f"/api/courses/{course['id']}/").json()["enrolled_count"] == 1
