"""Recording what is spoken in a live room: all of it, when it is wanted, and never at the cost of those who listen."""

from __future__ import annotations

import signal
import threading
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from obstore.store import LocalStore, MemoryStore
from prometheus_client import REGISTRY
from sqlalchemy import select
from websockets.exceptions import ConnectionClosed

from chassis.cursor import PageQuery
from chassis.database import Store
from chassis.storage import links
from chassis.storage.files import Files
from chassis.storage.objects import Storage
from classroom import schemas
from classroom.domain.segments import frames_of
from classroom.models import AudioSegment
from classroom.node import audio_log, voices
from classroom.usecases import lessons, recordings
from services.classroom.tests.conftest import ALICE, BOB
from services.classroom.tests.node_process import NodeProcess
from services.classroom.tests.recordings import written_down
from services.classroom.tests.sockets import SECRET, Client, enter, eventually, node
from services.classroom.tests.voice import heard, raw, speak, speaking, voices_told

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Silence ends a segment, and failures are tried again, sooner than for people."""
    monkeypatch.setattr(voices, "SILENCE", 0.3)
    monkeypatch.setattr(audio_log, "RETRY_SECONDS", 0.05)


def kept(db: Store, room: schemas.Room, storage: Storage) -> Sequence[schemas.AudioSegment]:
    """The segments of the room's latest lesson."""
    held = lessons.list_lessons(db, ALICE, room.id, PageQuery()).items
    files = Files(storage, links.signer(SECRET))
    return (
        recordings.list_segments(db, files, ALICE, "", room.id, held[0].id, PageQuery(limit=100)).items if held else []
    )


def frames_kept(db: Store, room: schemas.Room, storage: Storage) -> list[bytes]:
    """All frames in those segments, each of which has to be whole and as its row says."""
    frames: list[bytes] = []
    for one in kept(db, room, storage):
        content = storage.read(f"recordings/{one.file.partition('recordings/')[2].partition('?')[0]}", 0, 1_000_000)
        found = frames_of(content)
        assert (len(found), len(content)) == (one.frames, one.size)
        frames += found
    return frames


@asynccontextmanager
async def lesson(
    db: Store, redis_url: str, room: schemas.Room, storage: Storage
) -> AsyncIterator[tuple[Client, Client, str]]:
    """Alice and Bob in the room, its lesson begun, and where the node is."""
    async with (
        node(db, redis_url, storage=storage) as here,
        enter(here.url, room.id, ALICE) as alice,
        enter(here.url, room.id, BOB) as bob,
    ):
        await alice.until(lambda: alice.seq == 1)
        yield alice, bob, here.url


def keys_kept(db: Store) -> set[str]:
    """Where the segments of all lessons are."""
    with db.read() as session:
        return set(session.scalars(select(AudioSegment.key)))


def lost() -> float:
    """How many segments were counted as lost."""
    return REGISTRY.get_sample_value("classroom_audio_segments_total", {"outcome": "lost"}) or 0.0


async def test_what_everybody_heard_is_what_is_kept(db: Store, redis_url: str, room: schemas.Room) -> None:
    storage = Storage(MemoryStore())
    async with lesson(db, redis_url, room, storage) as (alice, bob, _):
        assert bob.welcome["recorded"] is True
        for number in range(150):  # three seconds: more than a segment
            await speak(alice, number)
        await bob.until(lambda: len(heard(bob)) == 150)
        await eventually(lambda: len(frames_kept(db, room, storage)) == 150)
        assert frames_kept(db, room, storage) == raw(bob)
        segments = kept(db, room, storage)
        assert {one.user for one in segments} == {ALICE.id}
        assert [one.position for one in segments[1:]] == [one.position + one.samples for one in segments[:-1]]
        assert max(one.samples for one in segments) <= 96_000


async def test_what_is_being_said_when_a_node_stops_is_kept(db: Store, redis_url: str, room: schemas.Room) -> None:
    storage = Storage(MemoryStore())
    async with lesson(db, redis_url, room, storage) as (alice, bob, _):
        await speak(alice)
        await bob.until(lambda: heard(bob))
    assert frames_kept(db, room, storage) == raw(bob)


async def test_the_teacher_decides_and_everybody_is_told(db: Store, redis_url: str, room: schemas.Room) -> None:
    storage = Storage(MemoryStore())
    async with lesson(db, redis_url, room, storage) as (alice, bob, url):
        await bob.send("record", cid="no", on=False)
        assert (await bob.told("err", cid="no"))["code"] == "not_allowed"
        await alice.send("record", cid="off", on=False)
        await alice.acked("off")
        await bob.until(lambda: [one["d"] for one in bob.events if one["k"] == "record"] == [{"on": False}])
        await speak(alice)
        await bob.until(lambda: len(voices_told(bob)) == 2)
        async with enter(url, room.id, BOB) as late:
            assert late.welcome["recorded"] is False
        await alice.send("record", cid="on", on=True)
        await alice.acked("on")
        await speak(alice, 50)
        await eventually(lambda: len(kept(db, room, storage)) == 1)
        assert frames_kept(db, room, storage) == raw(bob)[-1:]


async def test_nothing_is_kept_without_a_lesson_or_against_the_settings(
    db: Store, redis_url: str, room: schemas.Room
) -> None:
    storage = Storage(MemoryStore())
    async with node(db, redis_url, storage=storage, audio_days=0) as here, enter(here.url, room.id, ALICE) as alice:
        await alice.until(lambda: alice.seq == 1)
        assert alice.welcome["recorded"] is False
        await alice.send("record", cid="on", on=True)
        assert (await alice.told("err", cid="on"))["code"] == "not_recorded"
        await speak(alice)
        await alice.until(lambda: len(voices_told(alice)) == 2)
    async with node(db, redis_url, storage=storage) as here, enter(here.url, room.id, ALICE) as alice:
        await alice.send("lesson", cid="end", do="end")
        await alice.acked("end")
        await speak(alice)
        await alice.until(lambda: len(voices_told(alice)) == 2)
    assert storage.list_keys("recordings") == []


class Broken(Storage):
    """A storage that does not take anything until it is mended: it fails, or hangs."""

    def __init__(self, hangs: bool) -> None:
        super().__init__(MemoryStore())
        self.tried = threading.Event()
        self.mended = threading.Event()
        self._hangs = hangs

    def put(self, key: str, content: bytes) -> None:
        """See `Storage.put`."""
        self.tried.set()
        if self._hangs:
            self.mended.wait(60)
        if not self.mended.is_set():
            raise OSError("away")
        super().put(key, content)


@pytest.mark.parametrize("hangs", [False, True], ids=["fails", "hangs"])
async def test_a_broken_storage_costs_those_who_listen_nothing(
    db: Store, redis_url: str, room: schemas.Room, hangs: bool
) -> None:
    storage = Broken(hangs)
    async with lesson(db, redis_url, room, storage) as (alice, bob, _):
        for number in range(300):
            await speak(alice, number)
        await alice.until(storage.tried.is_set)
        await speak(alice, 300)
        await bob.until(lambda: len(heard(bob)) == 301)
        assert not any(one.flags for one in heard(bob))
        assert not kept(db, room, storage)
        storage.mended.set()
        await eventually(lambda: len(frames_kept(db, room, storage)) == 301)
        assert frames_kept(db, room, storage) == raw(bob)


async def test_what_there_is_no_room_for_is_lost_and_counted(
    db: Store, redis_url: str, room: schemas.Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audio_log, "MOST_BYTES", 100)
    before, storage = lost(), Storage(MemoryStore())
    async with node(db, redis_url, storage=storage) as here, enter(here.url, room.id, ALICE) as alice:
        await alice.until(lambda: alice.seq == 1)
        await speak(alice, packet=bytes(b"\x78" * 200))
        await alice.until(lambda: lost() == before + 1)
        await alice.until(lambda: len(voices_told(alice)) == 2)
        await speak(alice, 1)
        await eventually(lambda: len(kept(db, room, storage)) == 1)


async def test_a_batch_that_is_never_taken_does_not_wait_for_ever(
    db: Store, redis_url: str, room: schemas.Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audio_log, "ATTEMPTS", 2)
    before, storage = lost(), Broken(hangs=False)
    async with node(db, redis_url, storage=storage) as here, enter(here.url, room.id, ALICE) as alice:
        await alice.until(lambda: alice.seq == 1)
        await speak(alice)
        await alice.until(lambda: lost() == before + 1)


async def test_a_node_that_is_killed_leaves_whole_segments_and_the_room_speaks_again(
    db: Store, redis_url: str, room: schemas.Room, tmp_path: Path
) -> None:
    process, storage = NodeProcess(db, redis_url, tmp_path), Storage(LocalStore(tmp_path / "storage", mkdir=True))
    epochs: list[int] = []
    try:
        for number in (signal.SIGKILL, signal.SIGTERM):
            await process.start()
            await process.is_listening()
            with suppress(ConnectionClosed):
                async with enter(process.url, room.id, ALICE) as alice, enter(process.url, room.id, BOB) as bob:
                    epochs.append(alice.welcome["ep"])
                    async with speaking(alice):
                        await eventually(lambda: {one.epoch for one in kept(db, room, storage)} == set(epochs))
                        await process.end(number)
            assert {one.epoch for one in heard(bob)} == set(epochs[-1:])
            assert frames_kept(db, room, storage)
            assert set(storage.list_keys("recordings")) <= keys_kept(db) | written_down(db)
    finally:
        await process.end(signal.SIGTERM)
    assert len(set(epochs)) == 2
