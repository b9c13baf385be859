"""Upgrading and scaling while everybody works: no failed request, no lost message."""

import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

import httpx

from lectern.system import System
from lectern.testing import Person
from lectern.testing.people import client
from lectern.waiting import wait_until
from tests.system.replicas import Replica, next_version, node
from tests.system.seats import BACK_SECONDS, Seat, history, make_room

SECONDS = 60


class Work:
    """Requests sent one after another, over a connection of its own, until it is told to stop."""

    def __init__(self, person: Person, request: Callable[[httpx.Client], httpx.Response]) -> None:
        self._api = client(str(person.api.base_url), person.api.headers["Authorization"].split()[1])
        self._request = request
        self._stopping = threading.Event()
        self.answers: list[httpx.Response] = []
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def more(self, count: int = 5) -> None:
        """Return when so many further requests were answered."""
        wanted = len(self.answers) + count
        wait_until(lambda: len(self.answers) >= wanted or not self._thread.is_alive(), SECONDS, "work goes on")

    def stop(self) -> None:
        """Return when the last request was answered."""
        self._stopping.set()
        self._thread.join()
        self._api.close()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self.answers.append(self._request(self._api))
            time.sleep(0.01)  # two cores are shared with the system that is asked


@contextmanager
def at_work(*work: Work) -> Iterator[None]:
    """While people work; all of it has succeeded at the end."""
    try:
        yield
    finally:
        for one in work:
            one.stop()
    failed = [answer for one in work for answer in one.answers if not answer.is_success]
    assert [f"{one.status_code} {one.text}" for one in failed] == []


def test_a_service_is_upgraded_and_put_back_under_load_without_a_failed_request(
    system: System, alice: Person, bob: Person, tmp_path: Path
) -> None:
    course = alice.course()
    enrolment = f"/api/courses/{course['id']}/enroll/"
    syllabus = f"/api/courses/{course['id']}/syllabus/"
    code = secrets.token_hex(3)

    def create(api: httpx.Client) -> httpx.Response:
        fields = {"title": f"Rolling {code}", "code": f"{code}-{secrets.token_hex(4)}", "description": "Under load."}
        return api.post("/api/courses/", json=fields)

    reading = Work(alice, lambda api: api.get(f"/api/courses/{course['id']}/"))
    writing = Work(alice, create)
    enrolling = Work(bob, lambda api: api.post(enrolment))
    work = (reading, writing, enrolling)
    with at_work(*work), next_version(system, tmp_path) as new:
        for one in work:  # the old and the new version side by side
            one.more()
        system.stop("courses")
        wait_until(lambda: bob.api.get(syllabus).is_success, SECONDS, "the new version alone answers")
        for one in work:
            one.more()
        system.start("courses")
        system.wait_until_ready()
        assert new.leave() == 0
        for one in work:
            one.more()
    created = {answer.json()["id"] for answer in writing.answers}
    assert len(created) == len(writing.answers)
    found = alice.api.get(f"/api/courses/?mine=1&search=Rolling+{code}&limit=1")
    assert int(found.headers["X-Total-Count"]) == len(created)


class Lesson:
    """A room with a teacher and a student in it, and all that was said there."""

    def __init__(self, teacher: Person, student: Person, stack: ExitStack) -> None:
        self.room = make_room(teacher, student)
        self.seats = [stack.enter_context(closing(Seat(one, self.room))) for one in (teacher, student)]
        self.said: list[str] = []
        for seat in self.seats:  # who comes later is told of the board, and reads what was said over REST
            seat.until(lambda seat=seat: seat.epoch is not None, "both are in", BACK_SECONDS)  # type: ignore[misc]

    def talk(self) -> None:
        """Each says something more."""
        for number, seat in enumerate(self.seats):
            self.said.append(f"{len(self.said)} by {number}")
            seat.say(self.said[-1])

    @property
    def is_heard(self) -> bool:
        """Whether all was acknowledged and told to both."""
        return all(not seat.pending and len(seat.chats) == len(self.said) for seat in self.seats)

    def check(self, reader: Person) -> None:
        """Everything once, and in one order for all."""
        assert sorted(self.seats[0].chats) == sorted(self.said)
        assert self.seats[0].chats == self.seats[1].chats == history(reader, self.room)


def talk_in_all(lessons: list[Lesson], times: int = 3) -> None:
    for _ in range(times):
        for lesson in lessons:
            lesson.talk()
    for lesson in lessons:
        lesson.seats[0].until(lambda lesson=lesson: lesson.is_heard, "all is heard", BACK_SECONDS)  # type: ignore[misc]


def test_nodes_grow_to_three_one_is_killed_and_one_leaves_and_no_message_is_lost(
    system: System, alice: Person, bob: Person
) -> None:
    with ExitStack() as stack:
        begun = [Lesson(alice, bob, stack) for _ in range(3)]
        talk_in_all(begun)
        more: list[Replica] = [stack.enter_context(node(system)) for _ in range(2)]
        lessons: list[Lesson] = list(begun)

        def spread() -> bool:
            lessons.append(Lesson(alice, bob, stack))
            talk_in_all(lessons[-1:])
            return all(one.metric("classroom_rooms") >= 1 for one in more)

        wait_until(spread, SECONDS, "new rooms are spread over the new nodes too")
        talk_in_all(lessons)
        killed, leaving = more
        for lesson in lessons:
            lesson.talk()
        killed.kill()
        talk_in_all(lessons)
        for lesson in lessons:
            lesson.talk()
        assert leaving.leave() == 0
        talk_in_all(lessons)
        for lesson in lessons:
            lesson.check(bob)
        codes: list[Any] = [code for lesson in lessons for seat in lesson.seats for code in seat.codes]
        assert 4012 in codes
