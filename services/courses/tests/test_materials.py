"""Material of a course: who may do what with it, what is taken, and that no file is left behind."""

from __future__ import annotations

import time
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import update

from chassis.call import Actor
from chassis.clock import now
from chassis.errors import Forbidden, InvalidInput, NotFound, ServiceError, UnsupportedMedia
from chassis.storage import discards
from chassis.testing.databases import emitted
from courses import intake, schemas
from courses.domain import MaterialType
from courses.usecases import enrolment
from courses.usecases.materials import get_material_file, may_read_file
from services.courses.tests import samples
from services.courses.tests.cast import ALICE, BOB, CHARLIE, DANA
from services.courses.tests.shelf import HERE, Shelf

Everything = schemas.MaterialQuery


def test_a_teacher_adds_material_and_members_are_told(shelf: Shelf) -> None:
    added = shelf.add(filename="Übung 1.pdf")
    assert (added.course, added.filename, added.size) == (shelf.course.id, "Übung 1.pdf", len(samples.PDF))
    assert (added.content_type, added.uploaded_by) == ("application/pdf", ALICE.id)
    assert added.file.startswith(f"{HERE}/media/materials/")
    assert len(shelf.stored()) == 1
    assert shelf.rows() == (1, 0)
    kind, data = emitted(shelf.db)[-1]
    assert kind == "courses.material_uploaded"
    assert data == {
        "material_id": added.id,
        "title": "Notes",
        "material_type": "document",
        "course_id": shelf.course.id,
        "course_title": "Biology",
        "teacher_id": ALICE.id,
    }


def test_members_read_it_each_at_an_address_of_their_own(shelf: Shelf) -> None:
    added = shelf.add()
    seen = shelf.of(BOB).get(added.id)
    assert seen.model_dump(exclude={"file"}) == added.model_dump(exclude={"file"})
    assert seen.file != added.file
    assert seen.file == shelf.of(BOB).get(added.id).file
    assert [one.id for one in shelf.of(BOB).list_of(shelf.course.id, Everything()).items] == [added.id]
    assert [one.id for one in shelf.of(BOB).list_all(Everything(course=shelf.course.id)).items] == [added.id]


def test_search_finds_words_of_the_title_in_what_one_may_see(shelf: Shelf) -> None:
    first, second = shelf.add(title="Übung zur Zellteilung"), shelf.add(title="Notes, 100% of them")
    for search, found in {"ZELLTEILUNG übung": [first], "100%": [second], "%": [second], "cell": []}.items():
        for who in (ALICE, BOB):
            listed = shelf.of(who).list_all(Everything(search=search)).items
            assert [one.id for one in listed] == [one.id for one in found]
        assert shelf.of(CHARLIE).list_all(Everything(search=search)).total == 0


def test_a_new_title_is_the_one_that_is_found(shelf: Shelf) -> None:
    added = shelf.add(title="Old")
    shelf.of(ALICE).change(added.id, {"title": "New"}, None)
    assert shelf.of(BOB).list_all(Everything(search="old")).total == 0
    assert shelf.of(BOB).list_all(Everything(search="new")).total == 1


@pytest.mark.parametrize("who", [CHARLIE, DANA])
def test_outsiders_see_nothing_and_change_nothing(shelf: Shelf, who: Actor) -> None:
    added = shelf.add()
    outsider = shelf.of(who)
    with pytest.raises(Forbidden):
        outsider.list_of(shelf.course.id, Everything())
    assert outsider.list_all(Everything()).total == 0
    assert outsider.list_all(Everything(course=shelf.course.id)).total == 0
    with pytest.raises(NotFound):
        outsider.get(added.id)
    with pytest.raises(NotFound):
        outsider.change(added.id, {"title": "Mine"}, None)
    with pytest.raises(NotFound):
        outsider.delete(added.id)
    with pytest.raises(Forbidden):
        shelf.add(who=who)
    assert len(shelf.stored()) == 1


def test_a_student_reads_and_does_not_write(shelf: Shelf) -> None:
    added = shelf.add()
    with pytest.raises(Forbidden):
        shelf.of(BOB).change(added.id, {"title": "Mine"}, None)
    with pytest.raises(Forbidden):
        shelf.of(BOB).delete(added.id)
    with pytest.raises(Forbidden):
        shelf.add(who=BOB)


def test_a_file_is_read_by_those_who_are_in_the_course_now(shelf: Shelf) -> None:
    added = shelf.add()
    (key,) = shelf.stored()
    readers = {who.id: may_read_file(shelf.db, key, who.id) for who in (ALICE, BOB, CHARLIE, DANA)}
    assert readers == {ALICE.id: True, BOB.id: True, CHARLIE.id: False, DANA.id: False}
    enrolment.block_student(shelf.db, ALICE, shelf.course.id, BOB.id)
    assert not may_read_file(shelf.db, key, BOB.id)
    shelf.of(ALICE).delete(added.id)
    assert not may_read_file(shelf.db, key, ALICE.id)


def test_where_a_file_is_other_services_learn_for_the_course_s_teacher_alone(shelf: Shelf) -> None:
    added = shelf.add()
    (key,) = shelf.stored()
    found = get_material_file(shelf.db, added.id, ALICE.id)
    assert (found["course_id"], found["title"], found["key"]) == (shelf.course.id, "Notes", key)
    assert (found["filename"], found["size"]) == ("notes.pdf", added.size)
    for who, material in [(BOB, added.id), (CHARLIE, added.id), (DANA, added.id), (ALICE, 999)]:
        with pytest.raises(NotFound):
            get_material_file(shelf.db, material, who.id)


def test_an_address_works_for_an_hour_at_most_and_a_film_s_for_as_long_as_it_runs(shelf: Shelf) -> None:
    kinds = {"document": (samples.PDF, "a.pdf"), "video": (samples.MP4, "a.mp4")}
    left = {}
    for kind, (content, filename) in kinds.items():
        query = parse_qs(urlsplit(shelf.add(content, kind, filename=filename).file).query)
        left[kind] = int(query["e"][0]) - time.time()
    assert 1800 <= left["document"] + 1 <= 3601
    assert left["video"] > 3 * 3600 - 1


def test_who_has_left_reads_no_more(shelf: Shelf) -> None:
    added = shelf.add()
    enrolment.unenroll(shelf.db, BOB, shelf.course.id)
    with pytest.raises(NotFound):
        shelf.of(BOB).get(added.id)


@pytest.mark.parametrize(
    ("content", "kind", "filename"),
    [
        (samples.ZIP, "document", "notes.pdf"),
        (samples.bomb(), "document", "notes.docx"),
        (samples.HTML, "image", "picture.png"),
        (samples.SVG, "image", "picture.png"),
        (samples.HTML, "document", "notes.txt"),
        (samples.PDF, "image", "notes.pdf"),
        (samples.MP4, "document", "film.mp4"),
        (samples.picture(), "video", "film.mp4"),
    ],
)
def test_the_bytes_have_to_be_what_the_material_is_said_to_be(
    shelf: Shelf, content: bytes, kind: str, filename: str
) -> None:
    with pytest.raises(UnsupportedMedia):
        shelf.add(content, kind, filename=filename)
    assert shelf.stored() == []
    assert shelf.rows() == (0, 0)


def test_a_picture_is_kept_without_what_it_tells_of_its_owner(shelf: Shelf) -> None:
    added = shelf.add(samples.photograph(), "image", filename="me.jpg")
    (key,) = shelf.stored()
    content = shelf.files.read(key, 0, 100_000)
    assert b"secret" not in content
    assert added.size == len(content)


def test_a_picture_that_would_fill_the_memory_is_refused(shelf: Shelf) -> None:
    with pytest.raises(InvalidInput) as refused:
        shelf.add(samples.picture_bomb(), "image", filename="bomb.png")
    assert refused.value.code == "courses.unusable_picture"
    assert shelf.stored() == []


def test_a_file_that_never_arrived_is_no_material(shelf: Shelf) -> None:
    body = shelf.body(samples.PDF)
    shelf.files.delete(body.file.key)
    with pytest.raises(NotFound):
        shelf.of(ALICE).upload(body)


def test_a_call_that_died_half_way_can_be_done_again(shelf: Shelf) -> None:
    body = shelf.body(samples.PDF)
    intake.take_in(shelf.db, shelf.files, body.file, body.material_type)
    assert shelf.of(ALICE).upload(body).status == 201
    assert len(shelf.stored()) == 1
    assert shelf.rows() == (1, 0)


def test_what_was_claimed_by_a_call_that_died_is_swept(shelf: Shelf) -> None:
    body = shelf.body(samples.PDF)
    intake.take_in(shelf.db, shelf.files, body.file, body.material_type)
    assert discards.sweep(shelf.db, shelf.files.delete) == 0
    with shelf.db.write() as session:
        session.execute(update(discards.discarded).values(due=now() - timedelta(seconds=1)))
    assert discards.sweep(shelf.db, shelf.files.delete) == 1
    assert shelf.stored() == []
    with pytest.raises(ServiceError):
        shelf.of(ALICE).upload(body)


def test_another_name_and_another_file(shelf: Shelf) -> None:
    added = shelf.add()
    renamed = shelf.of(ALICE).change(added.id, {"title": "Better notes"}, None)
    assert (renamed.title, renamed.file) == ("Better notes", added.file)
    before = shelf.stored()
    replaced = shelf.of(ALICE).change(added.id, {}, shelf.arrive(b"plain text", "notes.txt"))
    assert (replaced.content_type, replaced.size) == ("text/plain", 10)
    assert len(shelf.stored()) == 1
    assert shelf.stored() != before
    assert shelf.rows() == (1, 0)


def test_type_and_file_go_together_also_when_only_one_is_changed(shelf: Shelf) -> None:
    added = shelf.add()
    with pytest.raises(UnsupportedMedia):
        shelf.of(ALICE).change(added.id, {"material_type": MaterialType.VIDEO}, None)
    with pytest.raises(UnsupportedMedia):
        shelf.of(ALICE).change(added.id, {}, shelf.arrive(samples.MP4, "film.mp4"))
    changes = {"material_type": MaterialType.VIDEO}
    assert shelf.of(ALICE).change(added.id, changes, shelf.arrive(samples.MP4, "film.mp4")).content_type == "video/mp4"


def test_deleting_material_takes_its_file_with_it(shelf: Shelf) -> None:
    added = shelf.add()
    shelf.of(ALICE).delete(added.id)
    assert shelf.stored() == []
    assert shelf.rows() == (0, 0)
    assert emitted(shelf.db)[-1][0] == "courses.material_deleted"
    with pytest.raises(NotFound):
        shelf.of(ALICE).get(added.id)


def test_a_file_that_cannot_be_removed_now_is_removed_later(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    added = shelf.add()

    def away(key: str) -> None:
        raise OSError("the storage is away")

    with monkeypatch.context() as broken:
        broken.setattr(shelf.files, "delete", away)
        shelf.of(ALICE).delete(added.id)
        assert shelf.rows() == (0, 1)
    assert discards.sweep(shelf.db, shelf.files.delete) == 1
    assert shelf.stored() == []
    assert shelf.rows() == (0, 0)
