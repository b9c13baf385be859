"""An upload's own answer does not wait for those who are told of it, however many they are."""

import statistics
import time

from sqlalchemy import insert

from chassis.clock import now
from chassis.testing.databases import store_at
from courses.domain import Status
from courses.models import Enrolment
from lectern.system import System
from lectern.testing import Person
from lectern.waiting import wait_until
from services.assignments.tests import samples

CROWD = 1000
UPLOADS = 5
# The crowd's thousand notifications and mails are made on the same processors meanwhile: that costs a little.
MOST_TIMES = 4
FIRST_INVENTED = 1_000_000


def test_an_upload_is_answered_as_soon_for_a_thousand_as_for_one(system: System, alice: Person, bob: Person) -> None:
    small, large = (int(str(alice.course()["id"])) for _ in range(2))
    for course in (small, large):
        bob.api.post(f"/api/courses/{course}/enroll/").raise_for_status()
    enrol_invented(system, large, CROWD - 1)
    upload(alice, small)  # what is loaded at the first use is loaded
    for_one, for_all = [], []
    for _ in range(UPLOADS):
        for_one.append(upload(alice, small))
        for_all.append(upload(alice, large))
    one, many = statistics.median(for_one) * 1000, statistics.median(for_all) * 1000
    print(f"an upload: {one:.0f} ms for 1 member, {many:.0f} ms for {CROWD}")  # noqa: T201
    assert many < MOST_TIMES * one
    wait_until(lambda: told(bob) >= 2 * UPLOADS + 1, 120, "the last of the crowd is told of every upload")


def enrol_invented(system: System, course: int, count: int) -> None:
    """Enrol students without accounts: only how many they are matters here."""
    rows = [
        {"course_id": course, "student_id": FIRST_INVENTED + at, "status": Status.ACTIVE, "enrolled_at": now()}
        for at in range(count)
    ]
    with store_at(f"sqlite:///{system.var / 'courses.sqlite3'}").write() as session:
        session.execute(insert(Enrolment), rows)


def upload(teacher: Person, course: int) -> float:
    """Seconds that the answer to an upload takes."""
    form = {"course": str(course), "title": "Notes", "material_type": "document"}
    file = {"file": ("notes.pdf", samples.pdf(samples.BIOLOGY), "application/pdf")}
    began = time.perf_counter()
    teacher.api.post("/api/materials/", data=form, files=file).raise_for_status()
    return time.perf_counter() - began


def told(student: Person) -> int:
    """How many pieces of material somebody has been told of."""
    found = student.api.get("/api/notifications/?limit=100").raise_for_status().json()
    return sum(one["notification_type"] == "material" for one in found)
