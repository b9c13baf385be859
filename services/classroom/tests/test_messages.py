"""The chat over REST, the board, lessons, and coming in."""

from __future__ import annotations

import pytest

from chassis.cursor import PageQuery
from chassis.database import Store
from chassis.errors import Forbidden, InvalidInput, NotFound, TooMany, Unauthenticated
from chassis.testing.databases import emitted
from classroom import passes, schemas, throttles
from classroom.config import ClassroomSettings
from classroom.usecases import admission, lessons, log, messages, whiteboard
from classroom.usecases.admission import Door
from classroom.usecases.log import Op
from services.classroom.tests.conftest import (
    ALICE,
    BOB,
    CHARLIE,
    FakeAccounts,
    FakeLive,
    FakePlaces,
    FakeTickets,
)

SIGNING = passes.signer("for tests only, and long enough")


@pytest.fixture
def door(tickets: FakeTickets, accounts: FakeAccounts) -> Door:
    """The way in."""
    return Door(tickets, FakePlaces(), accounts, SIGNING, lambda user_id: None)


def said(db: Store, room: schemas.Room, **query: object) -> list[str]:
    page = messages.list_messages(db, BOB, room.id, schemas.MessageQuery.model_validate(query))
    return [one.content for one in page.items]


def say(db: Store, live: FakeLive, room: schemas.Room, content: str, **more: object) -> schemas.ChatMessage:
    body = schemas.MessageBody.model_validate({"content": content, **more})
    reply = messages.send(db, live, BOB, room.id, body)
    assert reply.body is not None
    return reply.body


def test_messages_are_listed_oldest_first_and_page_by_page(db: Store, room: schemas.Room, live: FakeLive) -> None:
    sent = [say(db, live, room, f"m{number}") for number in range(5)]
    assert said(db, room) == ["m0", "m1", "m2", "m3", "m4"]
    assert said(db, room, limit=2) == ["m3", "m4"]
    assert said(db, room, before=sent[3].id, limit=2) == ["m1", "m2"]
    assert [one.seq for one in sent] == [1, 2, 3, 4, 5]
    assert live.rooms == [room.id] * 5


def test_an_outsider_neither_reads_nor_writes(db: Store, room: schemas.Room, live: FakeLive) -> None:
    with pytest.raises(NotFound):
        messages.list_messages(db, CHARLIE, room.id, schemas.MessageQuery())
    with pytest.raises(NotFound):
        messages.send(db, live, CHARLIE, room.id, schemas.MessageBody(content="hi"))
    with pytest.raises(NotFound):
        whiteboard.show(db, CHARLIE, room.id)
    with pytest.raises(NotFound):
        lessons.list_lessons(db, CHARLIE, room.id, PageQuery())


@pytest.mark.parametrize("content", ["", "   ", "x" * 5001])
def test_a_message_has_something_in_it_and_an_end(content: str) -> None:
    with pytest.raises(ValueError, match="content"):
        schemas.MessageBody(content=content)


def test_a_message_of_controls_only_is_empty(db: Store, room: schemas.Room, live: FakeLive) -> None:
    with pytest.raises(InvalidInput):
        messages.edit(db, live, BOB, room.id, say(db, live, room, "x").id, "\x01")


def test_only_the_author_edits_and_the_teacher_may_delete(db: Store, room: schemas.Room, live: FakeLive) -> None:
    first, second = say(db, live, room, "first"), say(db, live, room, "second")
    assert messages.edit(db, live, BOB, room.id, first.id, "better").edited_at is not None
    with pytest.raises(NotFound):
        messages.edit(db, live, ALICE, room.id, first.id, "worse")
    with pytest.raises(NotFound):
        messages.edit(db, live, CHARLIE, room.id, first.id, "mine")
    with pytest.raises(NotFound):
        messages.delete(db, live, CHARLIE, room.id, first.id)
    messages.delete(db, live, ALICE, room.id, second.id)
    assert said(db, room) == ["better", ""]


def test_whoever_is_muted_or_locked_out_does_not_write(db: Store, room: schemas.Room, live: FakeLive) -> None:
    log.append(db, room.id, [Op(ALICE.id, "lock", {"what": "chat", "on": True}, is_teacher=True)])
    with pytest.raises(Forbidden):
        say(db, live, room, "hi")
    log.append(db, room.id, [Op(ALICE.id, "lock", {"what": "chat", "on": False}, is_teacher=True)])
    log.append(db, room.id, [Op(ALICE.id, "mute", {"uid": BOB.id, "on": True}, is_teacher=True)])
    with pytest.raises(Forbidden):
        say(db, live, room, "hi")


def test_a_mention_is_told_to_those_in_the_room(db: Store, room: schemas.Room, live: FakeLive) -> None:
    message = say(db, live, room, "look, Alice and Charlie", mentions=[ALICE.id, CHARLIE.id, BOB.id])
    ((fact, data),) = emitted(db)
    assert (fact, data["user_ids"], data["message_id"]) == ("classroom.mentioned", [ALICE.id], message.id)


def test_a_board_is_shown_as_it_stands(db: Store, room: schemas.Room) -> None:
    stroke = {"id": "s1", "page": "1", "points": [[0.25, 0.5]], "color": "red", "width": 2}
    log.append(db, room.id, [Op(BOB.id, "stroke", stroke), Op(BOB.id, "move", {"ids": ["s1"], "by": [0.5, 0.25]})])
    board = whiteboard.show(db, ALICE, room.id)
    assert (board.seq, board.actions[0]["points"]) == (2, [[0.75, 0.75]])


def test_a_lesson_keeps_its_log_and_who_was_there(db: Store, room: schemas.Room) -> None:
    start, hello, end = (
        Op(ALICE.id, "lesson", {"do": "start"}, is_teacher=True),
        Op(BOB.id, "chat", {"content": "hello"}),
        Op(ALICE.id, "lesson", {"do": "end"}, is_teacher=True),
    )
    begun = log.append(db, room.id, [start])[0]
    lessons.note_joined(db, begun.d["id"], [BOB.id, BOB.id], begun.at)
    log.append(db, room.id, [hello])
    log.append(db, room.id, [end])
    (lesson,) = lessons.list_lessons(db, BOB, room.id, PageQuery()).items
    kinds = [one.kind for one in lessons.read_log(db, BOB, room.id, lesson.id, PageQuery()).items]
    assert (lesson.ended_at is not None, kinds) == (True, ["lesson", "chat", "lesson"])
    (bob,) = lessons.list_attendance(db, ALICE, room.id, lesson.id, PageQuery()).items
    assert (bob.user, bob.visits) == (BOB.id, 1)
    assert [fact for fact, _ in emitted(db)] == ["classroom.lesson_started", "classroom.lesson_ended"]
    with pytest.raises(Forbidden):
        lessons.list_attendance(db, BOB, room.id, lesson.id, PageQuery())
    for reading in (lambda: lessons.list_attendance(db, CHARLIE, room.id, lesson.id, PageQuery()),
                    lambda: lessons.read_log(db, CHARLIE, room.id, lesson.id, PageQuery())):  # fmt: skip
        with pytest.raises(NotFound):
            reading()


def test_a_ticket_opens_one_socket_to_its_room(db: Store, room: schemas.Room, tickets: FakeTickets, door: Door) -> None:
    ticket = admission.give_ticket(db, tickets, BOB, room.id).ticket
    admitted = admission.admit(db, door, None, room.name.upper(), ticket)
    shown = passes.read(SIGNING, admitted["headers"][passes.HEADER])
    assert shown is not None
    assert (shown.user_id, shown.is_teacher, shown.name) == (BOB.id, False, "Bob Bell")
    assert (admitted["actor_id"], admitted["session_id"], admitted["url"]) == (BOB.id, 12, "ws://node")
    with pytest.raises(Unauthenticated):
        admission.admit(db, door, None, room.name, ticket)


def test_an_outsider_does_not_come_in(db: Store, room: schemas.Room, tickets: FakeTickets, door: Door) -> None:
    with pytest.raises(Forbidden):
        admission.admit(db, door, CHARLIE, room.name, None)
    with pytest.raises(NotFound):
        admission.admit(db, door, BOB, "elsewhere", None)
    with pytest.raises(NotFound):
        admission.give_ticket(db, tickets, CHARLIE, room.id)


def test_a_pass_that_was_altered_or_is_old_opens_nothing(db: Store, room: schemas.Room, door: Door) -> None:
    text = admission.admit(db, door, BOB, room.name, None)["headers"][passes.HEADER]
    assert passes.read(SIGNING, text[:-2] + "xx") is None
    assert passes.read(passes.signer("another secret"), text) is None
    assert passes.read(SIGNING, text, at=2e9) is None


def test_whoever_comes_too_often_waits(redis_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    limited = ClassroomSettings(_env_file=None, redis_url=redis_url)
    monkeypatch.setattr(throttles, "settings", lambda: limited)
    for _ in range(throttles.SOCKETS_PER_PERSON.limit):
        throttles.keep_pace(CHARLIE.id)
    throttles.keep_pace(BOB.id)
    with pytest.raises(TooMany):
        throttles.keep_pace(CHARLIE.id)
