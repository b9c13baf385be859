"""The cast: Alice teaches, Bob studies, Charlie is an outsider, Dana administers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path

import pytest

from chassis.call import Actor
from chassis.database import Store
from chassis.errors import Forbidden, NotFound
from chassis.testing.databases import migrated_store
from classroom import schemas
from classroom.clients import Person
from classroom.tickets import Claim
from classroom.usecases import rooms
from services.classroom.tests.sockets import Node, node

ALICE = Actor(1, "teacher", 11)
BOB = Actor(2, "student", 12)
CHARLIE = Actor(3, "student", 13)
DANA = Actor(4, "admin", 14)
COURSE = 7


class FakeAccounts:
    """Knows the cast, as the accounts service would."""

    names = {1: "Alice Archer", 2: "Bob Bell", 3: "Charlie Cole", 4: "Dana Dorn"}  # noqa: RUF012

    def known(self, ids: Sequence[int]) -> dict[int, Person]:
        """See `classroom.clients.Accounts`."""
        return {one: Person(display_name=self.names[one]) for one in ids if one in self.names}

    def person(self, user_id: int) -> Person | None:
        """See `classroom.clients.Accounts`."""
        return self.known([user_id]).get(user_id)


class FakeCourses:
    """Alice's course, with the students a test puts in."""

    def __init__(self) -> None:
        self.students: set[int] = set()

    def require_owner(self, course_id: int, user_id: int) -> None:
        """See `classroom.clients.Courses`."""
        if course_id != COURSE:
            raise NotFound("courses.not_found", "There is no such course.")
        if user_id != ALICE.id:
            raise Forbidden("classroom.not_your_course", "Not yours.")

    def is_student(self, course_id: int, user_id: int) -> bool:
        """See `classroom.clients.Courses`."""
        return course_id == COURSE and user_id in self.students

    def student_ids(self, course_id: int) -> Iterator[int]:
        """See `classroom.clients.Courses`."""
        return iter(sorted(self.students))


class FakeLive:
    """Remembers which rooms were said to have changed."""

    def __init__(self) -> None:
        self.rooms: list[int] = []

    def changed(self, room_id: int) -> None:
        """See `classroom.live.Live`."""
        self.rooms.append(room_id)


class FakeTickets:
    """Tickets in memory; they do not age."""

    def __init__(self) -> None:
        self.claims: dict[str, Claim] = {}

    def issue(self, claim: Claim) -> str:
        """See `classroom.tickets.Tickets`."""
        ticket = f"ticket-{len(self.claims)}"
        self.claims[ticket] = claim
        return ticket

    def redeem(self, ticket: str) -> Claim | None:
        """See `classroom.tickets.Tickets`."""
        return self.claims.pop(ticket, None)


class FakePlaces:
    """One node."""

    def node_for(self, room_id: int) -> str:
        """See `classroom.places.Places`."""
        return "ws://node"


@pytest.fixture
def accounts() -> FakeAccounts:
    """An accounts service that knows the cast."""
    return FakeAccounts()


@pytest.fixture
def courses() -> FakeCourses:
    """A courses service with Alice's course, in which Bob is."""
    fake = FakeCourses()
    fake.students.add(BOB.id)
    return fake


@pytest.fixture
def live() -> FakeLive:
    """Nobody listens."""
    return FakeLive()


@pytest.fixture
def tickets() -> FakeTickets:
    """No tickets yet."""
    return FakeTickets()


@pytest.fixture
def db(tmp_path: Path) -> Store:
    """An empty, migrated database."""
    return migrated_store("classroom", tmp_path)


@pytest.fixture
def room(db: Store, accounts: FakeAccounts, courses: FakeCourses) -> schemas.Room:
    """Alice's room, to which Bob is invited."""
    return make(db, accounts, courses, name="Room 1", participants=[BOB.id])


def make(db: Store, accounts: FakeAccounts, courses: FakeCourses, **fields: object) -> schemas.Room:
    """A room of Alice's."""
    reply = rooms.create_room(db, accounts, courses, ALICE, schemas.RoomBody.model_validate(fields))
    assert reply.body is not None
    return reply.body


@pytest.fixture
def anyio_backend() -> str:
    """The event loop of asynchronous tests."""
    return "asyncio"


@pytest.fixture
async def here(db: Store, redis_url: str, anyio_backend: str) -> AsyncIterator[Node]:
    """A node on the test's database."""
    async with node(db, redis_url) as running:
        yield running
