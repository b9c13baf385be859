"""The main story, from the outside: a course, an enrolment, and the teacher's badge that counts up."""

from lectern.system import System
from lectern.testing import EventStream, Person
from lectern.testing.people import client
from lectern.waiting import wait_until

LIVE_SECONDS = 20
OUT_SECONDS = 15
"""Two on a machine with nothing else to do; the gateway keeps what it knows of a token for 30."""


def unread(person: Person) -> int:
    return int(person.api.get("/api/notifications/unread_count/").raise_for_status().json()["unread"])


def test_the_teacher_sees_an_enrolment_at_once(alice: Person, bob: Person) -> None:
    course = alice.course(title="Tides")
    with EventStream(alice.api, "/api/notifications/stream/") as stream:
        first = bob.api.post(f"/api/courses/{course['id']}/enroll/")
        again = bob.api.post(f"/api/courses/{course['id']}/enroll/")
        event = stream.wait_for(lambda event: event.type == "notification", LIVE_SECONDS, "the notification comes")
        stream.wait_for(
            lambda one: one.type == "unread" and one.data == {"unread": 1}, LIVE_SECONDS, "the badge counts"
        )
    assert (first.status_code, again.status_code) == (201, 200)
    assert event.data["notification_type"] == "enrollment"
    assert "Tides" in event.data["title"] + event.data["message"]
    assert unread(alice) == 1


def test_a_course_shows_who_teaches_it_and_who_looks(alice: Person, bob: Person, charlie: Person) -> None:
    course = alice.course()
    bob.api.post(f"/api/courses/{course['id']}/enroll/").raise_for_status()
    seen = {person.username: person.api.get(f"/api/courses/{course['id']}/").json() for person in (alice, bob, charlie)}
    assert {one["teacher_name"] for one in seen.values()} == {alice.full_name}
    assert [one["is_owner"] for one in seen.values()] == [True, False, False]
    assert [one["is_enrolled"] for one in seen.values()] == [False, True, False]
    assert {one["enrolled_count"] for one in seen.values()} == {1}


def test_only_the_owner_sees_the_students(alice: Person, bob: Person, charlie: Person) -> None:
    course = alice.course()
    bob.api.post(f"/api/courses/{course['id']}/enroll/").raise_for_status()
    path = f"/api/courses/{course['id']}/students/"
    (student,) = alice.api.get(path).raise_for_status().json()
    assert (student["id"], student["username"]) == (bob.id, bob.username)
    assert [bob.api.get(path).status_code, charlie.api.get(path).status_code] == [403, 403]


def test_reading_a_notification_counts_down(alice: Person, bob: Person) -> None:
    course = alice.course()
    bob.api.post(f"/api/courses/{course['id']}/enroll/").raise_for_status()
    wait_until(lambda: unread(alice) == 1, LIVE_SECONDS, "the notification is stored")
    (notification,) = alice.api.get("/api/notifications/?unread=1").json()
    alice.api.post(f"/api/notifications/{notification['id']}/mark_read/").raise_for_status()
    assert unread(alice) == 0
    assert bob.api.get(f"/api/notifications/{notification['id']}/").status_code == 404


def test_a_blocked_person_is_out_long_before_anything_kept_expires(system: System, dana: Person, bob: Person) -> None:
    assert bob.api.get("/api/auth/me/").status_code == 200
    with EventStream(bob.api, "/api/notifications/stream/") as stream:
        dana.api.post(f"/api/users/{bob.id}/block/").raise_for_status()
        wait_until(
            lambda: bob.api.get("/api/courses/").status_code in (401, 403), OUT_SECONDS, "a blocked person is out"
        )
        assert stream.ended.wait(OUT_SECONDS)
    assert dana.api.get(f"/api/users/{bob.id}/").json()["is_blocked"] is True


def test_signing_out_ends_the_token_everywhere(system: System, bob: Person) -> None:
    token = bob.api.headers["Authorization"].split()[1]
    bob.api.post("/api/auth/logout/").raise_for_status()
    with client(system.url, token) as elsewhere:
        refused = elsewhere.get("/api/auth/me/")
    assert refused.status_code == 401
    assert refused.headers["WWW-Authenticate"] == "Token"
