"""What is kept of audio: whole segments, as long as they may be kept, and nothing that costs those who listen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest
from obstore.store import MemoryStore

from chassis.call import Actor
from chassis.clock import now
from chassis.cursor import PageQuery
from chassis.database import Store
from chassis.errors import NotFound
from chassis.storage import discards, links
from chassis.storage.files import Files
from chassis.storage.objects import Storage
from classroom import schemas
from classroom.domain import audio
from classroom.domain.audio import OPUS, Frame
from classroom.domain.segments import Piece, Segment, Source, frames_of
from classroom.usecases import log, recordings, rooms
from classroom.usecases.log import Op
from services.classroom.tests.conftest import (
    ALICE,
    BOB,
    CHARLIE,
    COURSE,
    DANA,
    FakeAccounts,
    FakeCourses,
    FakeLive,
    make,
)
from services.classroom.tests.recordings import written_down


@pytest.fixture
def files() -> Files:
    """An empty storage in memory."""
    return Files(Storage(MemoryStore()), links.signer("for tests only, and long enough"))


@pytest.fixture
def lesson(db: Store, room: schemas.Room) -> int:
    """A lesson that goes on in the room."""
    (begun,) = log.append(db, room.id, [Op(ALICE.id, "lesson", {"do": "start"}, is_teacher=True)])
    assert begun.lesson_id is not None
    return begun.lesson_id


def segment(lesson_id: int, number: int = 1, room_id: int = 1, age: timedelta = timedelta()) -> Segment:
    """A segment of one frame."""
    frame = Frame(OPUS, 0, 2, 3, 0, 960, (b"\x78abc",))
    piece = Piece(Source(room_id, lesson_id, ALICE.id, 3, 2), number, frame, now() - age)
    piece.add(audio.write(frame), frame)
    return piece.whole()


def listed(db: Store, files: Files, actor: Actor, room_id: int, lesson_id: int) -> Sequence[schemas.AudioSegment]:
    """What somebody is shown."""
    return recordings.list_segments(db, files, actor, "http://here", room_id, lesson_id, PageQuery()).items


def test_a_segment_is_its_frames_and_says_when_they_were(
    db: Store, files: Files, room: schemas.Room, lesson: int
) -> None:
    one = segment(lesson)
    assert recordings.keep(db, files.storage, [one]) == 1
    (shown,) = listed(db, files, BOB, room.id, lesson)
    assert shown.model_dump(exclude={"id", "file"}) == {
        "user": ALICE.id,
        "epoch": 3,
        "stream": 2,
        "number": 1,
        "kind": "opus",
        "started_at": one.started_at,
        "position": 960,
        "samples": 960,
        "frames": 1,
        "size": len(one.content),
    }
    assert shown.file.startswith(f"http://here/media/recordings/{room.id}/{lesson}/3-2/1?")
    assert files.read(one.key, 0, 1_000) == one.content
    assert frames_of(one.content) == [audio.write(Frame(OPUS, 0, 2, 3, 0, 960, (b"\x78abc",)))]
    assert written_down(db) == set()


def test_what_is_kept_again_is_there_once(db: Store, files: Files, room: schemas.Room, lesson: int) -> None:
    both = [segment(lesson, 1), segment(lesson, 2)]
    assert recordings.keep(db, files.storage, both[:1]) == 1
    assert recordings.keep(db, files.storage, both) == 1
    assert [one.number for one in listed(db, files, ALICE, room.id, lesson)] == [1, 2]
    assert written_down(db) == set()


def test_what_a_storage_does_not_take_is_no_segment_and_leaves_no_file(
    db: Store, files: Files, room: schemas.Room, lesson: int
) -> None:
    class Full(Storage):
        def put(self, key: str, content: bytes) -> None:
            if key.endswith("/2"):
                raise OSError("no space")
            super().put(key, content)

    with pytest.raises(OSError, match="no space"):
        recordings.keep(db, Full(MemoryStore()), [segment(lesson, 1), segment(lesson, 2)])
    assert not listed(db, files, ALICE, room.id, lesson)
    assert written_down(db) == {segment(lesson, 1).key, segment(lesson, 2).key}
    assert recordings.keep(db, files.storage, [segment(lesson, 1), segment(lesson, 2)]) == 2
    assert written_down(db) == set()


def test_a_segment_of_a_lesson_that_is_gone_is_not_kept(db: Store, files: Files, lesson: int) -> None:
    assert recordings.keep(db, files.storage, [segment(lesson), segment(lesson + 1)]) == 1
    assert written_down(db) == {segment(lesson + 1).key}


def test_only_people_of_the_room_are_shown_and_may_hear_it(
    db: Store, files: Files, room: schemas.Room, lesson: int
) -> None:
    key = segment(lesson).key
    recordings.keep(db, files.storage, [segment(lesson)])
    for actor in (CHARLIE, DANA):
        with pytest.raises(NotFound):
            listed(db, files, actor, room.id, lesson)
    with pytest.raises(NotFound):
        listed(db, files, ALICE, room.id, lesson + 1)
    assert [recordings.may_read(db, key, one.id) for one in (ALICE, BOB, CHARLIE, DANA)] == [True, True, False, False]
    log.append(db, room.id, [Op(ALICE.id, "remove", {"uid": BOB.id}, is_teacher=True)])
    assert not recordings.may_read(db, key, BOB.id)
    assert not recordings.may_read(db, "recordings/1/1/1-1/9", ALICE.id)


def test_what_is_old_goes_with_its_file(db: Store, files: Files, room: schemas.Room, lesson: int) -> None:
    old, new = segment(lesson, 1, age=timedelta(days=8)), segment(lesson, 2, age=timedelta(days=6))
    recordings.keep(db, files.storage, [old, new])
    assert recordings.forget_old(db, days=7) == 1
    assert [one.number for one in listed(db, files, ALICE, room.id, lesson)] == [2]
    discards.sweep(db, files.delete)
    assert files.storage.list_keys("recordings") == [new.key]
    assert recordings.forget_old(db, days=0) == 1


def test_more_than_a_batch_of_old_segments_goes_at_once(
    db: Store, files: Files, lesson: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recordings, "FORGET_BATCH", 2)
    recordings.keep(db, files.storage, [segment(lesson, number) for number in range(5)])
    assert recordings.forget_old(db, days=0) == 5


def test_what_was_spoken_goes_with_its_room_and_with_its_course(
    db: Store, files: Files, accounts: FakeAccounts, courses: FakeCourses, room: schemas.Room, lesson: int
) -> None:
    of_course = make(db, accounts, courses, name="Room 2", course=COURSE)
    (begun,) = log.append(db, of_course.id, [Op(ALICE.id, "lesson", {"do": "start"}, is_teacher=True)])
    assert begun.lesson_id is not None
    recordings.keep(db, files.storage, [segment(lesson), segment(begun.lesson_id, room_id=of_course.id)])
    rooms.delete_room(db, FakeLive(), ALICE, room.id)
    assert written_down(db) == {segment(lesson).key}
    rooms.delete_rooms_of(db, FakeLive(), COURSE)
    discards.sweep(db, files.delete)
    assert files.storage.list_keys("recordings") == []
