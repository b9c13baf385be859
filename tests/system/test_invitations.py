"""People come in who were asked to, and show their faces; what is refused leaves nothing behind."""

import re
import secrets
from pathlib import Path
from typing import Any

import httpx
import pytest

from chassis.testing import pictures
from lectern.system import System
from lectern.testing import EventStream, Person, mail_to
from lectern.testing.people import client
from lectern.waiting import wait_until

SECONDS = 60
PASSWORD = "correct horse battery"


def files(system: System) -> set[Path]:
    return {one for one in (system.var / "storage").rglob("*") if one.is_file()}


def show(person: Person, content: bytes) -> httpx.Response:
    return person.api.patch("/api/users/update_profile/", files={"photo": ("me.png", content)})


def test_who_was_invited_into_a_course_comes_in_by_the_mailed_link(system: System, alice: Person) -> None:
    course, name = alice.course(), f"erin-{secrets.token_hex(4)}"
    address = f"{name}@lectern.example"
    body = {"email": address, "full_name": "Erin Example", "course": course["id"]}
    alice.api.post("/api/invitations/", json=body).raise_for_status()
    (token,) = set(re.findall(r"/invite/([\w-]+)", mail_to(system, address)))
    with client(system.url) as stranger:
        shown = stranger.get(f"/api/invite/{token}/").raise_for_status().json()
        account = {"username": name, "password": PASSWORD}
        came = stranger.post(f"/api/invite/{token}/accept/", json=account)
        again = stranger.post(f"/api/invite/{token}/accept/", json={**account, "username": f"{name}-2"})
    assert (shown["email"], shown["invited_by_name"]) == (address, alice.full_name)
    assert (came.status_code, again.status_code) == (201, 400)
    students = f"/api/courses/{course['id']}/students/"
    wait_until(lambda: len(alice.api.get(students).json()) == 1, SECONDS, "the newcomer is in the course")
    (student,) = alice.api.get(students).json()
    assert (student["username"], student["full_name"]) == (name, "Erin Example")


def test_a_forgotten_password_is_set_anew_by_the_mailed_link(system: System, bob: Person) -> None:
    address = bob.api.get("/api/auth/me/").json()["email"]
    with client(system.url) as stranger:
        assert stranger.post("/api/auth/forgot_password/", json={"email": address}).status_code == 202
        (token,) = set(re.findall(r"/reset/([\w-]+)", mail_to(system, address)))
        chosen = {"token": token, "password": "another correct horse"}
        assert stranger.post("/api/auth/reset_password/", json=chosen).status_code == 204
        assert stranger.post("/api/auth/reset_password/", json=chosen).status_code == 400
        new = {"username": bob.username, "password": chosen["password"]}
        assert stranger.post("/api/auth/login/", json=new).status_code == 200
    wait_until(lambda: bob.api.get("/api/auth/me/").status_code == 401, SECONDS, "the old token is dead")


def test_a_face_is_shown_wherever_its_person_appears(system: System, alice: Person, bob: Person) -> None:
    course = alice.course()
    shown = show(alice, pictures.photograph()).raise_for_status().json()
    assert set(shown["photo_sizes"]) == {"small", "medium", "large"}
    picture = httpx.get(shown["photo"])
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/webp")
    assert b"secret" not in picture.content
    seen: dict[str, Any] = {}

    def is_shown() -> bool:
        seen.update(bob.api.get(f"/api/courses/{course['id']}/").json())
        return bool(seen["teacher_photo"] == shown["photo_sizes"]["small"])

    wait_until(is_shown, SECONDS, "the face stands beside the course")
    before = files(system)
    alice.api.patch("/api/users/update_profile/", json={"photo": None}).raise_for_status()
    wait_until(lambda: len(files(system)) == len(before) - 3, SECONDS, "the three files are gone")


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"<!DOCTYPE html><script>alert(1)</script>", 415),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 415),
        (pictures.picture_bomb(), 400),
    ],
)
def test_what_is_no_face_leaves_no_file(system: System, charlie: Person, content: bytes, status: int) -> None:
    before = files(system)
    refused = show(charlie, content)
    assert refused.status_code == status
    assert refused.json()["detail"].endswith(".")
    assert files(system) == before
    assert charlie.api.get("/api/auth/me/").json()["photo"] is None


@pytest.mark.parametrize(
    "content", [b"email\n" + b"a@x.example\n" * 5001, b"email\n\xff\xfe\n", b"name\nErin\n", b"email\n" + b"x" * 2**21]
)
def test_what_is_no_list_invites_nobody_and_leaves_no_file(system: System, alice: Person, content: bytes) -> None:
    before = files(system)
    refused = alice.api.post("/api/invitations/bulk/", files={"file": ("list.csv", content)})
    assert (refused.status_code, list(refused.json()["errors"])) == (400, ["file"])
    assert alice.api.get("/api/invitations/").json() == []
    assert files(system) == before


def test_a_list_is_taken_as_spreadsheets_write_it(system: System, alice: Person, bob: Person) -> None:
    before, tail = files(system), secrets.token_hex(4)
    rows = f'\ufeffemail;full_name\r\nan-{tail}@x.example;"=1+1; of ""them"""\r\nno address;x\r\n'
    report = alice.api.post("/api/invitations/bulk/", files={"file": ("list.csv", rows.encode())}).json()
    assert (report["created"], report["failed"]) == (1, 1)
    (sent,) = alice.api.get("/api/invitations/?status=pending").json()
    assert sent["full_name"] == '=1+1; of "them"'
    assert bob.api.post("/api/invitations/bulk/", files={"file": ("list.csv", rows.encode())}).status_code == 403
    assert files(system) == before


def test_a_post_reaches_open_windows_of_the_same_course_only(alice: Person, bob: Person, charlie: Person) -> None:
    course = alice.course()
    bob.api.post(f"/api/courses/{course['id']}/enroll/").raise_for_status()
    feed = "/api/status-updates/?feed=1"
    with EventStream(bob.api, "/api/status-updates/stream/") as window:
        alice.api.post("/api/status-updates/", json={"content": "Warming up."}).raise_for_status()
        wait_until(lambda: bool(bob.api.get(feed).json()), SECONDS, "accounts knows of the course")
        posted = alice.api.post("/api/status-updates/", json={"content": "Welcome!"}).raise_for_status().json()
        told = {"id": posted["id"], "change": "posted"}
        window.wait_for(lambda event: event.data == told, SECONDS, "the post is told")
    newest = bob.api.get(feed).json()[0]
    assert (newest["content"], newest["author_name"], newest["is_mine"]) == ("Welcome!", alice.full_name, False)
    assert charlie.api.get(feed).json() == []
    assert charlie.api.delete(f"/api/status-updates/{posted['id']}/").status_code == 404
