"""Events become notifications: the real worker on the real broker, with a small stand-in for accounts."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import pytest

from chassis.amqp.names import parked_queue
from chassis.call import Actor
from chassis.database import Store
from chassis.testing.broker import Broker
from chassis.testing.channels import listening
from chassis.testing.fakes import FakeService, faked
from chassis.testing.processes import ServiceProcess, running
from chassis.testing.waiting import eventually
from notifications.handlers import NotificationsHandlers
from notifications.queries import people
from notifications.schemas import Notification, NotificationQuery
from notifications.usecases import inbox

from .conftest import ALICE, BOB

ERIN, FRED, GINA, HUGO = (Actor(number, "student") for number in range(801, 805))
NAMES = {ALICE.id: "Alice Archer", BOB.id: "Bob Bell", ERIN.id: "Erin East", FRED.id: "Fred Fox"}
NAMES |= {GINA.id: "Gina Gray", HUGO.id: "Hugo Hall"}


def list_contacts(ids: list[int]) -> dict[str, dict[str, str]]:
    """As accounts answers it: people that are not known are left out."""
    return {str(one): {"display_name": NAMES[one], "email": f"{one}@lectern.test"} for one in ids if one in NAMES}


@pytest.fixture(scope="module", autouse=True)
def worker(
    environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory, amqp_url: str
) -> Iterator[ServiceProcess]:
    """The handlers, running."""
    directory = tmp_path_factory.mktemp("worker")
    quick = {**environment, "RETRY_LADDER_MS": "50,100,400,2000"}
    with running("notifications.handlers:NotificationsHandlers", quick, directory) as process:
        yield process
    with contextlib.closing(Broker(amqp_url)) as broker:
        broker.delete_queues_of(NotificationsHandlers)


@pytest.fixture
def accounts(amqp_url: str) -> Iterator[FakeService]:
    """A stand-in for the accounts service."""
    with faked(amqp_url, "accounts", list_contacts=list_contacts) as service:
        yield service


@pytest.fixture
def title(request: pytest.FixtureRequest) -> str:
    """A course of the test's own, so that what the others caused is not in its way."""
    return f"Course of {request.node.name}"


def seat(title: str, teacher: int = ALICE.id, student: int = BOB.id) -> dict[str, Any]:
    """The data of an event about a student's place in a course."""
    return {"course_id": 5, "course_title": title, "teacher_id": teacher, "student_id": student}


def told(stored: Store, who: Actor, title: str) -> list[Notification]:
    """What somebody was told about a course."""
    page = inbox.list_notifications(stored, who, NotificationQuery(limit=500))
    return [one for one in page.items if title in one.title]


def name_of(stored: Store, who: Actor) -> str | None:
    """What is remembered of somebody's name."""
    with stored.read() as session:
        return people.names(session, [who.id]).get(who.id)


def handled(worker: ServiceProcess, outcome: str = "ok") -> float:
    """How many enrolments the handler has finished with this outcome, none being at work."""
    eventually(lambda: worker.metric("lectern_work_in_progress", service="notifications") == 0, "nothing is at work")
    handler = "on_courses_student_enrolled"
    return worker.metric("lectern_work_total", service="notifications", entrypoint=handler, outcome=outcome)


@pytest.mark.usefixtures("accounts")
@pytest.mark.parametrize(
    ("fact", "who", "said", "link"),
    [
        ("student_enrolled", ALICE, "Bob Bell has enrolled in ", "/c/5/people"),
        ("student_unenrolled", ALICE, "Bob Bell has left ", "/c/5/people"),
        ("student_blocked", BOB, "Alice Archer has removed you from ", "/c/5/overview"),
        ("student_added", BOB, "Alice Archer has added you to ", "/c/5/overview"),
    ],
)
def test_a_fact_is_told_to_whom_it_concerns(
    broker: Broker, stored: Store, title: str, fact: str, who: Actor, said: str, link: str
) -> None:
    broker.tell(f"courses.{fact}", seat(title))
    (one,) = eventually(lambda: told(stored, who, title), "a notification")
    assert one.message.startswith(f"{said}{title}.")
    assert (one.notification_type, one.link, one.is_read) == ("enrollment", link, False)
    assert not told(stored, BOB if who is ALICE else ALICE, title)


@pytest.mark.usefixtures("accounts")
def test_a_rating_is_told_to_the_teacher(broker: Broker, stored: Store, title: str) -> None:
    broker.tell("courses.feedback_given", {**seat(title), "rating": 4, "feedback_id": 9})
    (one,) = eventually(lambda: told(stored, ALICE, title), "a notification")
    assert (one.notification_type, one.link) == ("feedback", "/c/5/ratings")


@pytest.mark.usefixtures("accounts")
def test_an_event_that_is_delivered_twice_is_told_once(
    broker: Broker, stored: Store, title: str, worker: ServiceProcess
) -> None:
    before = handled(worker)
    event_id = broker.tell("courses.student_enrolled", seat(title))
    broker.tell("courses.student_enrolled", seat(title), event_id)
    eventually(lambda: handled(worker) == before + 2, "both are handled")
    assert len(told(stored, ALICE, title)) == 1


@pytest.mark.usefixtures("accounts")
def test_open_windows_are_told_at_once(broker: Broker, stored: Store, title: str, redis_url: str) -> None:
    with listening(redis_url, f"notifications.user.{ALICE.id}") as window:
        broker.tell("courses.student_enrolled", seat(title))
        notification, unread = window.next(), window.next()
    (one,) = told(stored, ALICE, title)
    assert notification == {"id": str(one.id), "event": "notification", "data": one.model_dump(mode="json")}
    assert unread == {"event": "unread", "data": {"unread": inbox.unread_count(stored, ALICE).unread}}


def test_everyone_who_was_in_a_deleted_course_is_told_though_accounts_is_away(
    broker: Broker, stored: Store, title: str
) -> None:
    students = [Actor(number, "student") for number in range(100, 700)]
    deleted = {"id": 5, "title": title, "teacher_id": ALICE.id, "student_ids": [one.id for one in students]}
    broker.tell("courses.course_deleted", deleted)
    (one,) = eventually(lambda: told(stored, students[-1], title), "a notification")
    assert (one.notification_type, one.link) == ("general", "/courses")
    assert all(len(told(stored, student, title)) == 1 for student in students)
    assert not told(stored, ALICE, title)


def test_while_accounts_is_away_the_event_waits(
    broker: Broker, stored: Store, title: str, amqp_url: str, worker: ServiceProcess
) -> None:
    before = handled(worker, "Unavailable")
    broker.tell("courses.student_enrolled", seat(title, student=ERIN.id))
    eventually(lambda: handled(worker, "Unavailable") > before, "a first try")
    with faked(amqp_url, "accounts", list_contacts=list_contacts):
        eventually(lambda: told(stored, ALICE, title), "a notification")


@pytest.mark.usefixtures("accounts")
def test_somebody_whose_account_is_gone_is_still_somebody(broker: Broker, stored: Store, title: str) -> None:
    broker.tell("courses.student_enrolled", seat(title, student=99))
    (one,) = eventually(lambda: told(stored, ALICE, title), "a notification")
    assert one.message.startswith("Somebody has enrolled")


def test_names_are_asked_for_in_one_call_and_once(
    broker: Broker, stored: Store, title: str, accounts: FakeService
) -> None:
    broker.tell("courses.student_added", seat(title, teacher=FRED.id, student=GINA.id))
    eventually(lambda: len(told(stored, GINA, title)) == 1, "a notification")
    broker.tell("courses.student_blocked", seat(title, teacher=FRED.id, student=GINA.id))
    eventually(lambda: len(told(stored, GINA, title)) == 2, "another")
    assert accounts.calls == [("list_contacts", {"ids": [FRED.id, GINA.id]})]


@pytest.mark.usefixtures("accounts")
def test_who_is_called_something_else_now_is_told_of_by_the_new_name(
    broker: Broker, stored: Store, title: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    broker.tell("courses.student_enrolled", seat(f"{title} one", student=HUGO.id))
    eventually(lambda: told(stored, ALICE, f"{title} one"), "a notification")
    monkeypatch.setitem(NAMES, HUGO.id, "Hugo Hill")
    broker.tell("accounts.user_changed", {"id": HUGO.id})
    eventually(lambda: name_of(stored, HUGO) == "Hugo Hill", "the new name")
    broker.tell("courses.student_enrolled", seat(f"{title} two", student=HUGO.id))
    (one,) = eventually(lambda: told(stored, ALICE, f"{title} two"), "a notification")
    assert one.message.startswith("Hugo Hill has enrolled")


def test_an_event_that_cannot_be_understood_is_parked_with_the_reason(broker: Broker) -> None:
    event_id = broker.tell("courses.student_enrolled", {"course_id": "five"})
    parked = eventually(lambda: broker.take(parked_queue("notifications")), "a parked message")
    assert parked.properties["message_id"] == event_id
    assert "SeatChanged" in parked.headers["x-parked-why"]
