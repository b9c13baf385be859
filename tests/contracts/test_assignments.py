"""What assignments reads of others is what they say: answers of courses and accounts, and the courses' events."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from accounts.domain import NewAccount, UserType
from accounts.usecases.people import get_api_key, resolve_users
from accounts.usecases.profile import API_KEY
from accounts.usecases.registration import create_account
from assignments import clients
from assignments.clients import Place, RemoteCourses, RemotePeople, SourceFile
from assignments.domain import Membership
from assignments.pdf import Problem
from assignments.schemas.events import CourseChanged, CourseDeleted
from chassis.call import Actor
from chassis.clock import now
from chassis.database import Store
from chassis.errors import NotFound
from chassis.storage import links
from chassis.storage.files import Files
from chassis.storage.location import connect
from chassis.storage.objects import Storage
from chassis.testing.databases import emitted, migrated_store
from courses.models import Material
from courses.schemas import CourseBody
from courses.usecases import catalogue, enrolment, materials, membership
from lectern.layout import ROOT

ALICE, BOB, CHARLIE = Actor(1, "teacher"), Actor(2, "student"), Actor(3, "student")


class Answers:
    """A service's own functions, asked as over RPC."""

    def __init__(self, store: Store, *functions: Any) -> None:
        self._store = store
        self._functions = {function.__name__: function for function in functions}

    def call(self, method: str, **arguments: Any) -> Any:
        """See `chassis.amqp.client.Remote`."""
        return self._functions[method](self._store, **arguments)


def test_courses_says_who_is_in_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = migrated_store("courses", tmp_path)
    ids = []
    for number in range(3):
        course = catalogue.create_course(store, ALICE, CourseBody(title="Biology", code=f"BIO-{number}")).body
        assert course is not None
        enrolment.enroll(store, BOB, course.id)
        ids.append(course.id)
    known = (membership.get_membership, membership.list_course_ids_for, membership.list_member_ids)
    courses = RemoteCourses(Answers(store, *known))
    assert courses.place(ids[0], ALICE.id) == Place(ids[0], "Biology", ALICE.id, Membership.OWNER)
    assert courses.place(ids[0], BOB.id).held is Membership.STUDENT
    assert courses.place(ids[0], CHARLIE.id).held is Membership.NONE
    monkeypatch.setattr(clients, "PAGE", 2)
    assert courses.course_ids(BOB.id) == ids
    assert courses.student_ids(ids[0]) == [BOB.id]
    with pytest.raises(NotFound):
        courses.place(999, ALICE.id)


def test_courses_says_where_a_material_s_file_is(tmp_path: Path) -> None:
    store = migrated_store("courses", tmp_path)
    course = catalogue.create_course(store, ALICE, CourseBody(title="Biology", code="BIO-101")).body
    assert course is not None
    file = {"key": "materials/ab/notes.pdf", "filename": "notes.pdf", "content_type": "application/pdf", "size": 7}
    about = {"title": "Notes", "title_key": "notes", "material_type": "document", "uploaded_by": ALICE.id}
    with store.write() as session:
        row = Material(course_id=course.id, created_at=now(), sha256="0" * 64, **file, **about)
        session.add(row)
        session.flush()
        number = row.id
    courses = RemoteCourses(Answers(store, materials.get_material_file))
    found = courses.material(number, ALICE.id)
    assert found == SourceFile(course.id, "Notes", "materials/ab/notes.pdf", "notes.pdf", 7)
    with pytest.raises(NotFound):
        courses.material(number, BOB.id)


def test_courses_tells_what_the_handlers_read(tmp_path: Path) -> None:
    store = migrated_store("courses", tmp_path)
    files = Files(Storage(connect(f"file:{tmp_path / 'storage'}")), links.signer("for tests only, and long enough"))
    course = catalogue.create_course(store, ALICE, CourseBody(title="Biology", code="BIO-101")).body
    assert course is not None
    catalogue.update_course(store, ALICE, course.id, {"title": "Life"})
    catalogue.delete_course(store, files, ALICE, course.id)
    events = dict(emitted(store))
    assert CourseChanged.model_validate(events["courses.course_changed"]) == CourseChanged(id=course.id, title="Life")
    assert CourseDeleted.model_validate(events["courses.course_deleted"]) == CourseDeleted(id=course.id)


def test_accounts_says_names_and_keeps_keys_as_they_are_read(tmp_path: Path) -> None:
    store = migrated_store("accounts", tmp_path)
    named = NewAccount("alice", "alice@lectern.test", "a long secret", UserType.TEACHER, full_name="Alice Archer")
    alice = create_account(store, named).id
    people = RemotePeople(Answers(store, resolve_users, get_api_key))
    assert people.names([alice, 999]) == {alice: "Alice Archer", 999: ""}
    assert people.api_key(alice) is None
    assert clients.API_KEY == API_KEY


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_web_has_words_for_each_way_in_which_a_making_can_fail(language: str) -> None:
    package = Path(clients.__file__).parent
    failures = {
        code for file in package.rglob("*.py") for code in re.findall(r'ModelFailed\("(\w+)"', file.read_text())
    }
    told = {"cancelled", "generation_failed", "no_source"} | failures | {problem.value for problem in Problem}
    texts = ROOT / "web" / "src" / "lib" / "i18n" / language / "later" / "assignments.json"
    assert set(json.loads(texts.read_text())["assignments"]["why"]) == told
