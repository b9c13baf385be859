"""Whatever sockets send, in whatever order: each message is answered, and the log and the board stay whole."""

from __future__ import annotations

import asyncio
import itertools
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from obstore.store import MemoryStore

from chassis.call import Actor
from chassis.database import Store
from chassis.sockets.outflow import Corked
from chassis.storage.objects import Storage
from chassis.testing.fuzzing import bounded
from classroom.domain import audio, ops, passing
from classroom.domain.board import BOARD_KINDS, Board
from classroom.node.audio_log import AudioLog
from classroom.node.intake import TEACHERS, Intake
from classroom.node.peer import Content, Peer, Sound
from classroom.node.plain import PlainIntake
from classroom.node.room import Room
from classroom.node.session import Session
from classroom.node.store import Desk
from classroom.passes import Pass
from classroom.usecases import owning, whiteboard
from services.classroom.tests.conftest import ALICE, BOB, FakeAccounts, FakeCourses, make
from services.classroom.tests.inventions import ANYTHING, DATA, FRAMES

WIRE = (Path(__file__).parents[3] / "docs" / "classroom.md").read_text()
CODES = set(re.findall(r"`(\w+)`", WIRE.partition("| `err {")[2].partition("\n")[0]))
CLOSING = set(map(int, re.findall(r"\d{4}", WIRE.partition("Closing codes:")[2].partition("\n\n")[0])))
PEOPLE = ((ALICE, False), (BOB, False), (ALICE, True), (BOB, True))
"""Who is in the room, and whether they speak the plain dialect."""

NAMES = st.sampled_from(["a", "b", "c", "2"])
DRAWN = st.fixed_dictionaries(
    {
        "id": NAMES,
        "page": st.sampled_from(["1", "2"]),
        "points": st.just([[0.1, 0.2], [0.3, 0.4]]),
        "color": st.just("#102030"),
        "width": st.just(2),
        "ids": st.lists(NAMES, min_size=1, max_size=2),
        "by": st.just([0.1, -0.1]),
        "do": st.sampled_from(["add", "go", "remove"]),
        "content": st.text(min_size=1, max_size=5),
        "up": st.booleans(),
    }
)
OPS = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["op", "op", "eph", "ping", "hello", "no such", *sorted(TEACHERS)]),
        "cid": st.sampled_from(["1", "2", "3", 4, "x" * 65]) | ANYTHING,
        "k": st.sampled_from([*sorted(ops.CHECKS), *sorted(passing.KINDS)]) | ANYTHING,
        "d": DRAWN | DATA,
        "do": st.sampled_from(["start", "end"]) | ANYTHING,
        "uid": st.sampled_from([ALICE.id, BOB.id]) | ANYTHING,
        "on": st.booleans() | ANYTHING,
        "what": st.sampled_from(["board", "chat"]) | ANYTHING,
    }
)
PLAIN = st.fixed_dictionaries(
    {"type": st.sampled_from(["chat", "draw", "clear", "audio"]), "message": ANYTHING, "data": st.text(max_size=6)},
    optional={"points": st.just([[0.1, 0.2]]), "color": st.just("red"), "width": st.just(3)},
)
SAID = (
    (OPS | PLAIN | ANYTHING).map(json.dumps) | st.text(max_size=20) | st.binary(max_size=60) | FRAMES.map(audio.write)
)


class Tab(Peer):
    """Somebody's socket that keeps what it is told; it is its own way out."""

    def __init__(self, room_id: int, who: Actor, is_plain: bool) -> None:
        admitted = Pass(room_id, who.id, who is ALICE, f"Person {who.id}", None, int(time.time()) + 60)
        super().__init__(admitted, is_plain, is_limited=False)
        self.told: list[dict[str, object]] = []
        self.codes: list[int] = []
        self.asked = 0

    @property
    def is_open(self) -> bool:
        return not self.codes

    def enter(self, room_id: int) -> Tab:
        return self

    def queue(self, frame: bytes) -> None:
        self.told += map(orjson.loads, texts_in(frame))

    def write(self, shared: Corked | None = None) -> None:
        self.queue(b"" if shared is None else shared.everything)

    def write_audio(self, sound: Sound, besides: Peer) -> None:
        assert sound.shared, "it can be passed on"

    def forget(self, stream: int) -> None: ...

    def close(self, code: int, reason: str = "") -> None:
        self.codes.append(code)

    async def closed(self) -> None: ...

    async def has_room(self) -> None: ...

    async def receive(self) -> Content | None:
        return None

    async def listen(self, hear: Callable[[Content], None]) -> None: ...


def texts_in(frames: bytes) -> Iterator[bytes]:
    """The payloads of whole frames one after another."""
    at = 0
    while at < len(frames):
        size, head = frames[at + 1], 2
        if size >= 126:
            head = 4 if size == 126 else 10
            size = int.from_bytes(frames[at + 2 : at + head])
        yield frames[at + head : at + head + size]
        at += head + size
    assert at == len(frames)


async def played(desk: Desk, db: Store, room_id: int, said: Sequence[tuple[int, Content]]) -> tuple[Session, list[Tab]]:
    """A room in which this was said, one after another, until whoever said it was sent away."""
    owned = await desk.run(owning.claim, room_id)
    assert owned is not None
    kept = AudioLog(db, Storage(MemoryStore()), 30)
    session = Session(Room(room_id, owned, may_record=True), desk, kept, lambda _: None)
    tabs = [Tab(room_id, who, is_plain) for who, is_plain in PEOPLE]
    intakes = [(PlainIntake if tab.is_plain else Intake)(session, tab) for tab in tabs]
    for tab in tabs:
        assert session.join(tab)
    for who, content in said:
        if tabs[who].is_open:
            tabs[who].asked += isinstance(content, str)
            intakes[who].receive(content)
            await asyncio.sleep(0)
    await session.finish()
    session.room.outlet.flush()
    await kept.finish()
    return session, tabs


@pytest.fixture
def desk(db: Store) -> Iterator[Desk]:
    """The database, from threads."""
    found = Desk(db)
    yield found
    found.close()


def test_any_messages_in_any_order_are_answered_and_leave_the_room_whole(
    db: Store, desk: Desk, accounts: FakeAccounts, courses: FakeCourses
) -> None:
    numbers = itertools.count(1)

    @bounded(40)
    @given(st.lists(st.tuples(st.integers(0, len(PEOPLE) - 1), SAID), max_size=25))
    def play(said: list[tuple[int, Content]]) -> None:
        room_id = make(db, accounts, courses, name=f"Room {next(numbers)}", participants=[BOB.id]).id
        session, tabs = asyncio.run(played(desk, db, room_id, said))
        for tab in tabs:
            check_answers(tab)
        check_log(db, room_id, session)

    play()


def check_answers(tab: Tab) -> None:
    """Each text was answered; what was refused, and why somebody was sent away, has a code that is written down."""
    kinds = Counter(str(one["type"]) for one in tab.told if one["type"] != "eph" or one.get("sid") == tab.sid)
    assert {one["code"] for one in tab.told if one["type"] == "err"} <= CODES
    assert set(tab.codes) <= CLOSING
    if not tab.is_plain:  # the plain dialect acknowledges nothing
        assert kinds["err"] + kinds["ack"] + kinds["pong"] + kinds["eph"] >= tab.asked


def check_log(db: Store, room_id: int, session: Session) -> None:
    """Dense numbers, and one board: the room's, that of the log from its beginning, and that of the next owner."""
    events = owning.events_after(db, room_id, 0)
    assert [one.seq for one in events] == list(range(1, session.room.seq + 1))
    replayed = Board()
    for one in events:
        if one.kind in BOARD_KINDS:
            replayed.apply(one.kind, one.user_id, one.d)
    with db.read() as reading:
        kept, _ = whiteboard.current(reading, room_id)
    assert replayed.digest() == session.room.board.digest() == kept.digest()
