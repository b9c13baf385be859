"""Loads the demo content through the public API, as a person with a browser would enter it.

Every object has a name of its own (username, course code), so loading again after a failure completes
what is missing and makes nothing twice.
"""

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import httpx

from lectern.demo.assignments import enter
from lectern.demo.boards import draw
from lectern.demo.handouts import as_pdf, as_picture
from lectern.demo.portraits import has_portrait, portrait
from lectern.demo.story import PASSWORD, Course, Invitation, Material, Person, Post, Rating, Room, Story

SIDE_BY_SIDE = 4
TIMEOUT = 30


class Loader:
    """Puts a story into the system at an address."""

    def __init__(self, url: str) -> None:
        transport = httpx.HTTPTransport(retries=2)
        self._client = httpx.Client(base_url=url, timeout=TIMEOUT, trust_env=False, transport=transport)
        self._tokens: dict[str, str] = {}
        self._ids: dict[str, int] = {}

    def load(self, story: Story) -> None:
        """Enter everybody and everything; raises httpx.HTTPStatusError when the system refuses."""
        with self._client, ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
            for kind, people in (("teacher", story.teachers), ("student", story.students)):
                list(pool.map(self._enter_person, people, [kind] * len(people)))
            ids = dict(pool.map(self._enter_course, story.courses))
            wishes = [(name, ids[course.code]) for course in _newest_last(story.courses) for name in course.students]
            list(pool.map(self._enroll, wishes))
            ratings = [(rating, ids[course.code]) for course in story.courses for rating in course.ratings]
            list(pool.map(self._rate, ratings))
            teachers = {course.code: course.teacher for course in story.courses}
            for material in story.materials:
                self._hand_out(material, teachers[material.course], ids[material.course])
            for room in story.rooms:
                self._open_room(room, teachers[room.course], ids[room.course])
            for exercise in story.exercises:
                enter(exercise, teachers[exercise.course], ids[exercise.course], self._send)
            list(pool.map(self._invite, [(one, ids[one.course]) for one in story.invitations]))
            for post in story.posts:
                self._post(post)
            list(pool.map(self._sign_out, self._tokens))

    def _enter_person(self, person: Person, kind: str) -> None:
        body = {
            "username": person.username,
            "email": person.email,
            "password": PASSWORD,
            "full_name": person.full_name,
            "user_type": kind,
        }
        answer = self._client.post("/api/auth/register/", json=body)
        if answer.status_code == httpx.codes.BAD_REQUEST:  # entered before
            answer = self._client.post("/api/auth/login/", json={"username": person.username, "password": PASSWORD})
        entered = answer.raise_for_status().json()
        self._tokens[person.username] = entered["token"]
        self._ids[person.username] = entered["user"]["id"]
        self._send("PATCH", person.username, "/api/users/update_profile/", {"bio": person.bio})
        if entered["user"]["photo"] is None and has_portrait(person.username):
            self._show(person.username, portrait(person.username))

    def _enter_course(self, course: Course) -> tuple[str, int]:
        mine = self._send("GET", course.teacher, "/api/courses/?mine=1").json()
        known: dict[str, int] = {one["code"]: one["id"] for one in mine}
        if course.code in known:
            return course.code, known[course.code]
        body = course.body(datetime.now(UTC).date())
        key = f"demo-{course.code}-{body['start_date']}"
        return course.code, self._send("POST", course.teacher, "/api/courses/", body, key).json()["id"]

    def _enroll(self, wish: tuple[str, int]) -> None:
        student, course_id = wish
        self._send("POST", student, f"/api/courses/{course_id}/enroll/", key=f"demo-enroll-{course_id}")

    def _rate(self, wish: tuple[Rating, int]) -> None:
        rating, course_id = wish
        path = f"/api/feedback/?course={course_id}"
        given = {one["student"] for one in self._send("GET", rating.by, path).json()}
        if self._ids[rating.by] not in given:
            body = {"course": course_id, "rating": rating.rating, "comment": rating.comment}
            self._send("POST", rating.by, "/api/feedback/", body)

    def _hand_out(self, material: Material, teacher: str, course_id: int) -> None:
        listed = self._send("GET", teacher, f"/api/courses/{course_id}/materials/").json()
        known: dict[str, int] = {one["title"]: one["id"] for one in listed}
        if material.title in known:
            return
        kind, file = _file(material)
        fields = {"course": str(course_id), "title": material.title, "material_type": kind}
        headers = {"Authorization": f"Token {self._tokens[teacher]}"}
        answer = self._client.post("/api/materials/", data=fields, files={"file": file}, headers=headers)
        added = answer.raise_for_status().json()
        for student in material.opened_by:
            self._send("POST", student, f"/api/materials/{added['id']}/open/")

    def _open_room(self, room: Room, teacher: str, course_id: int) -> None:
        known = self._send("GET", teacher, f"/api/classrooms/?course={course_id}").json()
        opened = next((one for one in known if one["name"] == room.name), None)
        if opened is None:
            opened = self._send("POST", teacher, "/api/classrooms/", {"name": room.name, "course": course_id}).json()
        path = f"/api/classrooms/{opened['id']}"
        said = {one["content"] for one in self._send("GET", teacher, f"{path}/messages/").json()}
        for message in room.messages:
            if message["content"] not in said:
                self._send("POST", message["by"], f"{path}/send/", {"content": message["content"]})
        draw(str(self._client.base_url), self._tokens[teacher], room.name, room.board)

    def _invite(self, wish: tuple[Invitation, int]) -> None:
        invitation, course_id = wish
        sent = self._send("GET", invitation.by, "/api/invitations/").json()
        if invitation.email not in {one["email"] for one in sent}:
            body = {"email": invitation.email, "full_name": invitation.full_name, "course": course_id}
            self._send("POST", invitation.by, "/api/invitations/", body)

    def _post(self, post: Post) -> None:
        posted = self._send("GET", post.by, "/api/status-updates/").json()
        if post.content not in {one["content"] for one in posted}:
            self._send("POST", post.by, "/api/status-updates/", {"content": post.content})

    def _show(self, username: str, picture: bytes) -> None:
        headers = {"Authorization": f"Token {self._tokens[username]}"}
        files = {"photo": (f"{username}.png", picture, "image/png")}
        self._client.patch("/api/users/update_profile/", files=files, headers=headers).raise_for_status()

    def _sign_out(self, username: str) -> None:
        self._send("POST", username, "/api/auth/logout/")

    def _send(self, method: str, username: str, path: str, body: Any = None, key: str = "") -> httpx.Response:
        headers = {"Authorization": f"Token {self._tokens[username]}"}
        if key:
            headers["Idempotency-Key"] = key
        return self._client.request(method, path, json=body, headers=headers).raise_for_status()


def _file(material: Material) -> tuple[str, tuple[str, bytes]]:
    """The kind of a material, and its file with a name."""
    name = re.sub(r"[^a-z0-9]+", "-", material.title.lower()).strip("-")
    if material.curve is not None:
        return "image", (f"{name}.png", as_picture(material.curve.title, material.curve.points))
    return "document", (f"{name}.pdf", as_pdf(material.text))


def _newest_last(courses: Sequence[Course]) -> list[Course]:
    """So that the newest notifications are about the newest courses."""
    return sorted(courses, key=lambda course: course.starts)
