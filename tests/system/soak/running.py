"""A soak from its beginning to its end: a school at work, faults, rest, and a look at what is left."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from random import Random

import httpx

from lectern import system as systems
from lectern.system import System
from lectern.testing import Person, enter
from lectern.waiting import TooLate, wait_until
from tests.faults.support.proxy import Proxy
from tests.system.seats import make_room
from tests.system.soak import audit
from tests.system.soak.book import Book
from tests.system.soak.faults import Faults
from tests.system.soak.live import Listening, Talking
from tests.system.soak.report import Report
from tests.system.soak.school import ComingAndGoing, Routine, School, Studying, Teaching, Writing, dice_of
from tests.system.soak.visitor import PATIENCE_SECONDS, Visitor
from tests.system.soak.vitals import Vitals

SETTINGS = {"RATE_LIMITS": "off"}  # a few clients from one address do what a school does
STUDENTS = 4
REST_SECONDS = (4.0, 12.0)
SETTLE_SECONDS = 300
"""An event that met a fault is tried again after 1, 5, 30 and 120 seconds."""
Say = Callable[[str], None]


class Soak:
    """Everybody at work on one system."""

    def __init__(self, system: System, proxy: Proxy, seed: int) -> None:
        self.book, self._seed = Book(), seed
        self._people: list[Person] = []
        self._url = f"http://127.0.0.1:{proxy.port}"
        teachers = [enter(system, name, "teacher") for name in ("Alice", "Ada")]
        students = [enter(system, "Bob") for _ in range(STUDENTS)]
        self._people += teachers + students
        rooms = [make_room(teacher, *students) for teacher in teachers]
        self.school = School(teachers, rooms)
        self.talking = [
            Talking(self._visitor(person), room, draws=person.id == teacher.id)
            for teacher, room in zip(teachers, rooms, strict=True)
            for person in (teacher, *students[:2])
        ]
        self.listening = [Listening(self._visitor(teacher)) for teacher in teachers]
        self._followers = [Routine(one, 0.1, self.book) for one in self.listening]
        self._routines = [*self._requests(teachers, students), *(Routine(one, 1.0, self.book) for one in self.talking)]

    def _requests(self, teachers: list[Person], students: list[Person]) -> Iterator[Routine]:
        for teacher in teachers:
            yield Routine(Teaching(self._visitor(teacher), self.school), 8.0, self.book)
        for number, student in enumerate(students):
            yield Routine(Studying(self._visitor(student), self.school), 0.6, self.book)
            room = self.school.rooms[number % len(self.school.rooms)]
            yield Routine(Writing(self._visitor(student), room), 1.5, self.book)
        yield Routine(ComingAndGoing(self._visitor(students[0]), students[0]), 1.0, self.book)

    def finish(self) -> None:
        """Everybody ends what they have begun."""
        for routine in self._routines:
            routine.stop()
        for routine in self._routines:
            routine.join(2 * PATIENCE_SECONDS)
        for one in self.talking:
            one.leave()

    def settle(self, system: System) -> list[str]:
        """Wait until nothing is under way; what is not as it was promised then."""
        try:
            wait_until(lambda: not self._unsettled(system), SETTLE_SECONDS, "all is done")
        except TooLate:
            return self._unsettled(system)
        finally:
            for follower in self._followers:
                follower.stop()
                follower.join(PATIENCE_SECONDS)
        return self._unsettled(system)

    def _unsettled(self, system: System) -> list[str]:
        """What is under way, or else missing, which may still come; what is there twice never goes again."""
        try:
            return audit.under_way(system) or audit.differences(self.book, self.school, self.listening)
        except httpx.HTTPError as error:
            return [f"a list is not answered: {error}"]

    def _visitor(self, person: Person) -> Visitor:
        """One more client of somebody's."""
        visitor = Visitor(person, self._url, self.book, dice_of(self._seed, f"visitor {len(self._people)}"))
        self._people.append(visitor.person)
        return visitor

    def close(self) -> None:
        """Hang up."""
        for person in self._people:
            person.api.close()


def soak(seconds: float, seed: int, say: Say, least: int = 1) -> Report:
    """Work and break things for so many seconds, and until at least so many things were broken."""
    with (
        systems.running(env=SETTINGS) as system,
        closing(Proxy(system.port)) as proxy,
        closing(Soak(system, proxy, seed)) as school,
    ):
        faults, vitals = Faults(system, proxy, dice_of(seed, "faults")), Vitals(system, max(1.0, seconds / 400))
        began = time.monotonic()
        troubles = list(_broken(faults, dice_of(seed, "rest"), seconds, least, say))
        vitals.stop()
        school.finish()
        troubles += [*school.settle(system), *audit.parked(system), *filter(None, [system.trouble()])]
        return Report(seed, time.monotonic() - began, school.book, faults.struck, vitals.lives(), troubles)


def _broken(faults: Faults, rest: Random, seconds: float, least: int, say: Say) -> Iterator[str]:
    """Break one thing after another, and kill nothing any more in the second half; what did not heal."""
    half, until = time.monotonic() + seconds / 2, time.monotonic() + seconds
    try:
        while time.monotonic() < until or len(faults.struck) < least:
            time.sleep(rest.uniform(*REST_SECONDS))
            faults.sparing = time.monotonic() >= half
            faults.strike()
            say(str(faults.struck[-1]))
    except TooLate as late:
        yield str(late)
