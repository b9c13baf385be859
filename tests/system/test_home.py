"""The start page and the search: answers of several services in one, each part failing alone."""

import io

import pytest
from PIL import Image

from lectern.system import System
from lectern.testing import Person
from lectern.waiting import wait_until

SECONDS = 120


def upload(teacher: Person, course: object, title: str) -> None:
    """A picture as material of a course."""
    picture = io.BytesIO()
    Image.new("RGB", (32, 32)).save(picture, "PNG")
    form = {"course": str(course), "title": title, "material_type": "image"}
    file = {"file": ("picture.png", picture.getvalue(), "image/png")}
    teacher.api.post("/api/materials/", data=form, files=file).raise_for_status()


def test_the_start_page_shows_everybody_what_is_theirs(alice: Person, bob: Person, charlie: Person) -> None:
    course = alice.course(title="Tides")
    bob.api.post(f"/api/courses/{course['id']}/enroll/").raise_for_status()
    wait_until(lambda: alice.api.get("/api/home/").json()["unread"] == 1, SECONDS, "the teacher was told")
    homes = {person.username: person.api.get("/api/home/") for person in (alice, bob, charlie)}
    assert [home.status_code for home in homes.values()] == [200, 200, 200]
    assert [[one["id"] for one in home.json()["courses"]] for home in homes.values()] == [
        [course["id"]],
        [course["id"]],
        [],
    ]
    assert homes[bob.username].json()["courses"][0]["teacher_name"] == alice.full_name
    assert not [home for home in homes.values() if "X-Degraded" in home.headers]


def test_a_part_whose_service_is_away_is_null_and_the_rest_is_there(system: System, alice: Person) -> None:
    course = alice.course()
    system.stop("notifications")
    try:
        home = alice.api.get("/api/home/")
        assert (home.status_code, home.headers["X-Degraded"]) == (200, "notifications")
        assert home.json()["unread"] is None
        assert [one["id"] for one in home.json()["courses"]] == [course["id"]]
    finally:
        system.start("notifications")
        system.wait_until_ready()
    wait_until(lambda: alice.api.get("/api/home/").json()["unread"] == 0, SECONDS, "the part is back")


def test_a_search_finds_what_one_may_see_and_no_more(alice: Person, bob: Person, charlie: Person) -> None:
    word = f"Zephyr{alice.id}"
    course = alice.course(title=f"On the {word}")
    upload(alice, course["id"], f"{word} at dawn")
    bob.api.post(f"/api/courses/{course['id']}/enroll/").raise_for_status()
    found = {person.username: person.api.get("/api/search/", params={"q": word}).json() for person in (bob, charlie)}
    assert [[one["id"] for one in answer["courses"]] for answer in found.values()] == [[course["id"]], [course["id"]]]
    assert [len(answer["materials"]) for answer in found.values()] == [1, 0]
    people = charlie.api.get("/api/search/", params={"q": bob.username}).json()["people"]
    assert [one["id"] for one in people] == [bob.id]


@pytest.mark.parametrize("path", ["/api/home/", "/api/search/?q=x"])
def test_they_are_for_those_who_are_signed_in(bob: Person, path: str) -> None:
    assert bob.api.get(path, headers={"Authorization": "Token nobody"}).status_code == 401


@pytest.mark.parametrize("query", ["", "?q=", "?q=%00", "?q=%ff%00", f"?q={'x' * 101}", "?q=%0a"])
def test_a_search_for_nothing_is_refused(bob: Person, query: str) -> None:
    answer = bob.api.get(f"/api/search/{query}")
    assert answer.status_code == 400
    assert answer.json()["errors"]["q"]
