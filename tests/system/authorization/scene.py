"""A course with everything that can hang on one, each thing made when somebody first reaches for it."""

from __future__ import annotations

import re
import secrets
from contextlib import ExitStack
from functools import cached_property
from typing import Any

import httpx

from lectern.system import System
from lectern.testing import Person, enter, mail_to, sign_in
from lectern.testing.people import client
from lectern.waiting import wait_until
from services.assignments.tests import samples

ROLES = ("anonymous", "outsider", "member", "other", "owner", "admin")
QUESTION = {"question": "1 + 1?", "options": ["1", "2", "3", "4"], "correct": 1}
CARD = {"front": "Cell", "back": "The smallest part of what lives."}
LATER = "2099-01-05T08:00:00Z"
PDF = samples.pdf(samples.BIOLOGY)
SECONDS = 60


class Cast:
    """Those who try. The owner teaches the course, the member is enrolled in it, the others are not in it."""

    def __init__(self, system: System) -> None:
        self.system = system
        self._open = ExitStack()

    @cached_property
    def anonymous(self) -> httpx.Client:
        return self._open.enter_context(client(self.system.url))

    @cached_property
    def owner(self) -> Person:
        return self.enter("Alice", "teacher")

    @cached_property
    def member(self) -> Person:
        return self.enter("Bob", "student")

    @cached_property
    def outsider(self) -> Person:
        return self.enter("Charlie", "student")

    @cached_property
    def admin(self) -> Person:
        return self.enter("Dana", "admin")

    @cached_property
    def other(self) -> Person:
        return self.enter("Otto", "teacher")

    def api(self, role: str) -> httpx.Client:
        """How somebody in this role sends requests."""
        if role == "anonymous":
            return self.anonymous
        person: Person = getattr(self, role)
        return person.api

    def enter(self, name: str, user_type: str) -> Person:
        """Somebody new, until the cast leaves."""
        return self._staying(enter(self.system, name, user_type))

    def again(self, person: Person) -> Person:
        """Somebody in a session of its own."""
        return self._staying(sign_in(self.system.url, person.username))

    def leave(self) -> None:
        """Close everybody's connections."""
        self._open.close()

    def _staying(self, person: Person) -> Person:
        self._open.enter_context(person.api)
        return person


class Scene:
    """What belongs to the owner and the member; each is made once, by its owner, when it is first asked for."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.owner, self.member = cast.owner.api, cast.member.api

    @cached_property
    def course(self) -> int:
        made = int(str(self.cast.owner.course()["id"]))
        _done(self.member.post(f"/api/courses/{made}/enroll/"))
        return made

    @cached_property
    def stranger(self) -> int:
        """A student who has nothing to do with anyone."""
        return self.cast.enter("Erin", "student").id

    @cached_property
    def feedback(self) -> int:
        return _id(self.member.post("/api/feedback/", json={"course": self.course, "rating": 4, "comment": "Clear."}))

    @cached_property
    def material(self) -> int:
        form = {"course": str(self.course), "title": "Notes", "material_type": "document"}
        return _id(self.owner.post("/api/materials/", data=form, files={"file": ("notes.pdf", PDF)}))

    @cached_property
    def assignment(self) -> int:
        """A published quiz that may be tried as often as one likes."""
        return self._assignment("quiz", {"questions": [QUESTION]})

    @cached_property
    def deck(self) -> int:
        return self._assignment("flashcard", {"cards": [CARD]})

    @cached_property
    def card(self) -> str:
        found = _done(self.owner.get(f"/api/assignments/{self.deck}/"))
        return str(found.json()["content"]["cards"][0]["id"])

    @cached_property
    def generated(self) -> int:
        """A draft that was made from a PDF."""
        form = {"course": str(self.course), "assignment_type": "quiz", "count": "3"}
        files = {"file": ("cells.pdf", PDF)}
        wait = {"Prefer": "wait=60"}
        return _id(self.owner.post("/api/assignments/generate/", data=form, files=files, headers=wait, timeout=90))

    @cached_property
    def item(self) -> str:
        found = _done(self.owner.get(f"/api/assignments/{self.generated}/"))
        return str(found.json()["content"]["questions"][0]["id"])

    @cached_property
    def attempt(self) -> int:
        return _id(self.member.post("/api/attempts/", json={"assignment": self.assignment}))

    @cached_property
    def submission(self) -> int:
        return _id(self.member.post("/api/submissions/", json={"assignment": self.assignment, "answers": [1]}))

    @cached_property
    def report(self) -> int:
        _ = self.submission
        body = {"question": 0, "comment": "Is 3 not right as well?"}
        return _id(self.member.post(f"/api/assignments/{self.assignment}/reports/", json=body))

    @cached_property
    def reviewed(self) -> int:
        """The deck, with one card that the member has reviewed."""
        body = {"assignment": self.deck, "card": self.card, "rating": 3}
        _done(self.member.post("/api/reviews/", json=body))
        return self.deck

    @cached_property
    def room(self) -> int:
        body = {"name": f"Room {secrets.token_hex(6)}", "course": self.course, "participants": [self.cast.member.id]}
        return _id(self.owner.post("/api/classrooms/", json=body))

    @cached_property
    def planned(self) -> int:
        """A lesson that is to be held in the room."""
        return _id(self.owner.post(f"/api/classrooms/{self.room}/planned/", json={"starts_at": LATER}))

    @cached_property
    def message(self) -> int:
        return _id(self.member.post(f"/api/classrooms/{self.room}/send/", json={"content": "Hello."}))

    @cached_property
    def invitation(self) -> int:
        return _id(self.owner.post("/api/invitations/", json={"email": self.address}))

    @cached_property
    def address(self) -> str:
        return f"{secrets.token_hex(6)}@lectern.example"

    @cached_property
    def invite(self) -> str:
        """The secret of an invitation, from its mail."""
        _ = self.invitation
        return str(re.findall(r"/invite/([\w-]+)", mail_to(self.cast.system, self.address))[0])

    @cached_property
    def post(self) -> int:
        """What the owner said in the feed, when the member is known there as somebody who shares a course."""
        _ = self.course
        posted = _id(self.owner.post("/api/status-updates/", json={"content": "Hello."}))
        read = f"/api/status-updates/{posted}/"
        wait_until(lambda: self.member.get(read).is_success, SECONDS, "the member reads the post")
        return posted

    @cached_property
    def session(self) -> int:
        """A second sign-in of the owner."""
        found = _done(self.cast.again(self.cast.owner).api.get("/api/auth/sessions/")).json()
        return int(next(one["id"] for one in found if one["current"]))

    @cached_property
    def notification(self) -> int:
        """What the owner was told of the member."""
        _ = self.course

        def told() -> list[dict[str, Any]]:
            return list(_done(self.owner.get("/api/notifications/")).json())

        wait_until(lambda: bool(told()), SECONDS, "the teacher is told")
        return int(told()[0]["id"])

    @cached_property
    def calendar(self) -> str:
        """The secret of the owner's calendar."""
        address = str(_done(self.owner.get("/api/calendar/")).json()["url"])
        return address.rpartition("/")[2].removesuffix(".ics")

    def _assignment(self, kind: str, content: object) -> int:
        body = {"course": self.course, "title": "Sums", "assignment_type": kind, "content": content}
        return _id(self.owner.post("/api/assignments/", json={**body, "max_attempts": None}))


def _done(answer: httpx.Response) -> httpx.Response:
    assert answer.is_success, f"{answer.request.method} {answer.request.url}: {answer.status_code} {answer.text}"
    return answer


def _id(answer: httpx.Response) -> int:
    return int(_done(answer).json()["id"])
