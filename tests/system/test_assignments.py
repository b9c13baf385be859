"""From a PDF to a scored quiz through the gateway, and that nothing tells a student the answers before."""

import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from lectern.testing import Person
from lectern.testing.streams import EventStream
from lectern.waiting import wait_until
from services.assignments.tests import samples

PAGES = 300
SECRETS = ('"correct"', '"explanation"', '"quote"')


def course_of(teacher: Person, *students: Person) -> int:
    course = teacher.course()["id"]
    for student in students:
        student.api.post(f"/api/courses/{course}/enroll/").raise_for_status()
    return int(str(course))


def generate(teacher: Person, course: int, content: bytes, wait: int = 0, **fields: str) -> Any:
    headers = {"Prefer": f"wait={wait}"} if wait else {}
    form = {"course": str(course), "assignment_type": "quiz", "count": "5", **fields}
    file = {"file": ("cells.pdf", content, "application/pdf")}
    return teacher.api.post("/api/assignments/generate/", data=form, files=file, headers=headers, timeout=90)


def test_a_pdf_becomes_a_quiz_that_a_student_answers(alice: Person, bob: Person, charlie: Person) -> None:
    course = course_of(alice, bob)
    ready = generate(alice, course, samples.pdf(samples.BIOLOGY), wait=60)
    assert (ready.status_code, ready.json()["status"], ready.json()["generator"]) == (201, "draft", "basic")
    path = ready.headers["location"]
    assert bob.api.get(path).status_code == charlie.api.get(path).status_code == 404
    alice.api.post(f"{path}publish/").raise_for_status()
    assert charlie.api.get(path).status_code == 404
    made = ready.json()
    attempt = bob.api.post("/api/attempts/", json={"assignment": made["id"]}).raise_for_status().json()
    told = walk(bob, course, made["id"], attempt["id"])
    assert not [where for where, text in told.items() if any(secret in text for secret in SECRETS)]
    answers = [question["correct"] for question in made["content"]["questions"]]
    done = bob.api.post("/api/submissions/", json={"assignment": made["id"], "answers": answers})
    assert (done.status_code, done.json()["score"]) == (201, 100)
    assert SECRETS[0] in bob.api.get(path).text


def walk(student: Person, course: int, assignment: int, attempt: int) -> dict[str, str]:
    """Every answer and the beginning of every stream that has to do with a quiz, as a student gets it."""
    paths = [
        "/api/home/",
        "/api/search/?q=cells",
        "/api/assignments/",
        f"/api/assignments/?course={course}&due=1",
        f"/api/assignments/{assignment}/",
        f"/api/assignments/{assignment}/statistics/",
        f"/api/assignments/{assignment}/regrades/",
        f"/api/assignments/{assignment}/reports/",
        "/api/submissions/",
        "/api/attempts/",
        f"/api/attempts/{attempt}/",
        "/api/reviews/",
        "/api/notifications/",
        f"/api/assignments/{assignment}/progress/",
    ]
    told = {path: student.api.get(path).text for path in paths}
    answer = {"question": 0, "answer": 1}
    told["answer"] = student.api.post(f"/api/attempts/{attempt}/answer/", json=answer).raise_for_status().text
    told["export"] = student.api.post(f"/api/assignments/{assignment}/export/", json={"format": "gift"}).text
    with EventStream(student.api, "/api/notifications/stream/") as stream:
        told["stream"] = str(stream.events)
    return told


def test_progress_is_seen_as_it_is_made_and_bad_files_are_refused(alice: Person) -> None:
    course = course_of(alice)
    refused = generate(alice, course, samples.scanned())
    assert (refused.status_code, refused.json()["code"]) == (400, "assignments.no_text")
    begun = generate(alice, course, samples.pdf(samples.BIOLOGY))
    assert (begun.status_code, begun.json()["status"]) == (202, "generating")
    with EventStream(alice.api, f"{begun.headers['location']}progress/") as stream:
        stream.wait_for(lambda event: event.data["status"] == "draft", 60, "the draft")


def test_a_long_pdf_is_handled_while_others_go_on(alice: Person, bob: Person) -> None:
    course = course_of(alice, bob)
    content = samples.long_pdf(PAGES)
    began = time.monotonic()
    path = generate(alice, course, content, count="50").raise_for_status().headers["location"]
    with ThreadPoolExecutor(1) as pool:
        ready = pool.submit(wait_until, lambda: is_ready(alice, path), 120, "the draft")
        others: list[float] = []
        while not ready.done():
            asked = time.monotonic()
            bob.api.get("/api/assignments/").raise_for_status()
            others.append(time.monotonic() - asked)
        ready.result()
    p95 = statistics.quantiles(others, n=20)[-1] * 1000 if len(others) > 1 else 0
    print(f"{PAGES} pages: {time.monotonic() - began:.1f} s; {len(others)} other calls, p95 {p95:.0f} ms")  # noqa: T201
    pages = [question["page"] for question in alice.api.get(path).json()["content"]["questions"]]
    assert len(pages) == 50
    assert {(page - 1) * 4 // PAGES for page in pages} == {0, 1, 2, 3}


def is_ready(teacher: Person, path: str) -> bool:
    return bool(teacher.api.get(path).json()["status"] == "draft")
