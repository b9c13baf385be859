"""Nobody is shown what was before their own change, or before what they were told, whatever a gateway keeps."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial

import httpx

from lectern.system import System
from lectern.testing import Event, EventStream, Person, enter

ROUNDS = 10
SECONDS = 120


def mine(api: httpx.Client) -> set[int]:
    """The ids of somebody's courses."""
    return {course["id"] for course in api.get("/api/courses/?mine=1").raise_for_status().json()}


def change_and_look(teacher: Person, number: int) -> None:
    """Change things and look at once, having looked before."""
    api = teacher.api
    mine(api)
    course = teacher.course()
    assert course["id"] in mine(api)
    place = f"/api/courses/{course['id']}/"
    for title in (f"First {number}", f"Second {number}"):
        assert api.get(place).json()["title"] != title
        api.patch(place, json={"title": title}).raise_for_status()
        assert api.get(place).json()["title"] == title
    api.patch("/api/users/update_profile/", json={"bio": f"Round {number}"}).raise_for_status()
    assert api.get("/api/auth/me/").json()["bio"] == f"Round {number}"
    api.delete(place).raise_for_status()
    assert api.get(place).status_code == 404
    assert course["id"] not in mine(api)


def says_unread(number: int, event: Event) -> bool:
    return event.type == "unread" and event.data["unread"] == number


def test_a_change_shows_in_the_next_answer(system: System) -> None:
    """Four at once, so that the answers of each are made old by the others' changes too."""

    def go_on(_: int) -> None:
        teacher = enter(system, "Changer", "teacher")
        with teacher.api:
            for number in range(ROUNDS):
                change_and_look(teacher, number)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(go_on, range(4)))


def test_what_a_stream_tells_shows_in_the_next_answer(alice: Person, bob: Person) -> None:
    place = f"/api/courses/{alice.course()['id']}"
    with EventStream(alice.api, "/api/notifications/stream/") as stream:
        for number in range(1, ROUNDS + 1):
            assert alice.api.get("/api/notifications/unread_count/").json() == {"unread": number - 1}
            bob.api.post(f"{place}/{'enroll' if number % 2 else 'unenroll'}/").raise_for_status()
            stream.wait_for(partial(says_unread, number), SECONDS, f"the stream says that {number} are unread")
            assert alice.api.get("/api/notifications/unread_count/").json() == {"unread": number}
            assert len(alice.api.get("/api/notifications/").json()) == number
