"""A node: what is told to whom, rights, coming back, and leaving nobody out."""

from __future__ import annotations

from typing import Any

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from chassis.database import Store
from classroom import schemas
from classroom.usecases import messages, owning, participants, rooms, whiteboard
from services.classroom.tests.conftest import ALICE, BOB, CHARLIE, FakeAccounts, FakeLive
from services.classroom.tests.sockets import Node, enter, enter_plain, node, pass_for

pytestmark = pytest.mark.anyio


def stroke(one: str = "s1") -> dict[str, Any]:
    return {"id": one, "page": "1", "points": [[0.1, 0.2], [0.3, 0.4]], "color": "#ff0000", "width": 2}


async def test_what_is_written_reaches_everyone_once_and_is_acknowledged(here: Node, room: schemas.Room) -> None:
    async with enter(here.url, room.id, ALICE) as alice, enter(here.url, room.id, BOB) as bob:
        await alice.until(lambda: alice.seq == 1)  # the lesson has begun
        cids = [await bob.op("chat", content=f"m{number}") for number in range(5)]
        assert [await bob.acked(cid) for cid in cids] == [2, 3, 4, 5, 6]
        await alice.until(lambda: len(alice.chats()) == 5)
        assert alice.chats() == bob.chats() == [f"m{number}" for number in range(5)]


async def test_what_is_sent_again_happens_once(here: Node, room: schemas.Room) -> None:
    async with enter(here.url, room.id, BOB, {"client": "tab"}) as bob:
        first = await bob.acked(await bob.op("chat", "once", content="hello"))
    async with enter(here.url, room.id, BOB, {"client": "tab"}) as bob:
        again = await bob.acked(await bob.op("chat", "once", content="hello"))
        assert (again, bob.seq) == (first, first)


async def test_who_comes_back_is_told_what_was_missed_and_no_more(here: Node, room: schemas.Room) -> None:
    async with enter(here.url, room.id, ALICE) as alice:
        async with enter(here.url, room.id, BOB) as bob:
            await bob.acked(await bob.op("chat", content="before"))
            hello, seen = {"ep": bob.welcome["ep"], "last": bob.seq}, bob.events
        await alice.acked(await alice.op("chat", content="meanwhile"))
        async with enter(here.url, room.id, BOB, hello, seen) as bob:
            await bob.until(lambda: bob.chats() == ["before", "meanwhile"])
            assert not [one for one in bob.others if one["type"] == "snap"]


async def test_who_comes_late_gets_the_board_and_goes_on_from_there(here: Node, db: Store, room: schemas.Room) -> None:
    async with enter(here.url, room.id, BOB) as bob:
        for number in range(30):
            await bob.op("stroke", **stroke(f"s{number}"))
        await bob.acked(await bob.op("erase", ids=["s3", "s4"]))
        async with enter(here.url, room.id, ALICE) as alice:
            await bob.acked(await bob.op("undo"))
            await alice.until(lambda: alice.seq == bob.seq)
            assert alice.board.digest() == bob.board.digest() == whiteboard.show(db, BOB, room.id).hash


async def test_rest_reaches_the_sockets(here: Node, db: Store, room: schemas.Room) -> None:
    async with enter(here.url, room.id, BOB) as bob:
        messages.send(db, FakeLive(), ALICE, room.id, schemas.MessageBody(content="by post"))
        await bob.until(lambda: bob.chats() == ["by post"])
        await bob.acked(await bob.op("chat", content="by wire"))
        assert bob.chats() == ["by post", "by wire"]


async def test_rights_are_the_rooms_and_not_the_clients(here: Node, room: schemas.Room) -> None:
    async with enter(here.url, room.id, ALICE) as alice, enter(here.url, room.id, BOB) as bob:
        for kind, d in (("page", {"do": "add", "id": "2"}), ("lock", {"what": "board", "on": True})):
            cid = await bob.op(kind, **d)
            assert (await bob.told("err", cid=cid))["code"] == "not_allowed"
        await alice.send("lock", cid="lock", what="board", on=True)
        await bob.told("caps", caps=["chat"])
        refused = await bob.op("stroke", **stroke())
        assert (await bob.told("err", cid=refused))["code"] == "not_allowed"
        await alice.send("grant", cid="grant", uid=BOB.id, caps={"draw": True, "speak": True})
        await bob.told("caps", caps=["chat", "draw", "speak"])
        await bob.acked(await bob.op("stroke", **stroke()))
        await alice.send("mute", cid="mute", uid=BOB.id, on=True)
        await bob.told("caps", caps=["draw"])


async def test_only_the_teacher_turns_pages_and_only_who_draws_points(here: Node, room: schemas.Room) -> None:
    async with enter(here.url, room.id, ALICE) as alice, enter(here.url, room.id, BOB) as bob:
        refused = await bob.op("page", do="add", id="2")
        assert (await bob.told("err", cid=refused))["code"] == "not_allowed"
        await alice.acked(await alice.op("page", do="add", id="2", background="material:7:3"))
        await bob.until(lambda: bob.board.page == "2")
        assert bob.board.pages["2"] == "material:7:3"
        await bob.send("eph", k="laser", d={"page": "2", "points": [[0.5, 0.25]]})
        assert (await alice.told("eph", k="laser"))["d"]["points"] == [[0.5, 0.25]]
        await alice.send("lock", cid="lock", what="board", on=True)
        await bob.told("caps", caps=["chat"])
        await bob.send("eph", k="laser", d={"page": "2", "points": [[0.1, 0.1]]})
        await bob.until(lambda: [one["code"] for one in bob.others if one["type"] == "err"] == ["not_allowed"] * 2)


async def test_whoever_loses_their_place_is_out(here: Node, db: Store, room: schemas.Room) -> None:
    async with enter(here.url, room.id, ALICE) as alice, enter(here.url, room.id, BOB) as bob:
        await alice.send("remove", cid="out", uid=BOB.id)
        assert await bob.closed() == 4403
        participants.add_participant(db, FakeLive(), FakeAccounts(), ALICE, room.id, BOB.id)
        async with enter(here.url, room.id, BOB) as again:
            participants.remove_participant(db, FakeLive(), ALICE, room.id, BOB.id)
            assert await again.closed() == 4403


async def test_an_outsider_does_not_come_in_even_with_a_pass(here: Node, room: schemas.Room) -> None:
    headers = pass_for(room.id, CHARLIE)
    async with connect(here.url, additional_headers=headers) as charlie:
        await charlie.wait_closed()
    assert charlie.close_code == 4403


async def test_without_a_pass_there_is_no_upgrade(here: Node) -> None:
    with pytest.raises(InvalidStatus):
        await connect(here.url)


async def test_a_room_that_is_deleted_closes(here: Node, db: Store, room: schemas.Room) -> None:
    async with enter(here.url, room.id, BOB) as bob:
        rooms.delete_room(db, FakeLive(), ALICE, room.id)
        assert await bob.closed() == 4404


async def test_a_tab_that_comes_again_replaces_itself(here: Node, room: schemas.Room) -> None:
    async with (
        enter(here.url, room.id, BOB, {"client": "tab"}) as old,
        enter(here.url, room.id, BOB, {"client": "tab"}) as new,
        enter(here.url, room.id, BOB, {"client": "another"}),
    ):
        assert await old.closed() == 4409
        await new.acked(await new.op("chat", content="still here"))


async def test_presence_tells_who_comes_and_goes(here: Node, room: schemas.Room) -> None:
    async with enter(here.url, room.id, ALICE) as alice:
        async with enter(here.url, room.id, BOB):
            await alice.told("pres", count=2)
        assert (await alice.told("pres", count=1))["leave"] == [BOB.id]


async def test_what_passes_is_passed_on_and_not_kept(here: Node, room: schemas.Room) -> None:
    async with enter(here.url, room.id, ALICE) as alice, enter(here.url, room.id, BOB) as bob:
        await bob.send("eph", k="cursor", d={"page": "1", "points": [[0.5, 0.5]]})
        told = await alice.told("eph", k="cursor")
        assert (told["uid"], told["sid"]) == (BOB.id, bob.welcome["sid"])


async def test_both_dialects_meet_in_one_room(here: Node, room: schemas.Room) -> None:
    async with enter(here.url, room.id, ALICE) as alice, enter_plain(here.url, room.id, BOB) as bob:
        await bob.send("chat", message="plainly")
        await bob.send("draw", points=[[0.1, 0.2]], color="blue", width=3)
        await alice.until(lambda: alice.chats() == ["plainly"] and len(list(alice.board.visible())) == 1)
        assert (await bob.told("chat", message="plainly"))["sender_name"] == f"Person {BOB.id}"
        assert (await bob.told("draw"))["points"] == [[0.1, 0.2]]
        await alice.op("stroke", **stroke())
        await bob.told("draw", id="s1")
        await alice.op("undo")
        await bob.until(
            lambda: bob.others[-1].get("type") == "whiteboard_state" and len(bob.others[-1]["actions"]) == 1
        )
        await bob.send("clear")
        await alice.until(lambda: not list(alice.board.visible()))


async def test_what_makes_no_sense_is_refused_and_the_socket_lives(here: Node, room: schemas.Room) -> None:
    async with enter(here.url, room.id, BOB) as bob:
        for content in (
            "{",
            "[]",
            "{}",
            '{"type":"op","k":"chat","d":{}}',
            '{"type":"op","cid":"x","k":"boom","d":{}}',
        ):
            await bob.connection.send(content)
        await bob.until(lambda: len([one for one in bob.others if one["type"] == "err"]) == 5)
        await bob.acked(await bob.op("chat", content="fine"))


async def test_a_flood_is_slowed_down_and_then_ended(db: Store, redis_url: str, room: schemas.Room) -> None:
    async with node(db, redis_url, is_limited=True) as limited, enter(limited.url, room.id, BOB) as bob:
        for number in range(200):
            await bob.op("chat", content=f"m{number}")
        assert (await bob.told("err", code="too_fast"))["retry_ms"] > 0
        assert await bob.closed() == 4429
        async with enter(limited.url, room.id, BOB, {"ep": 1, "last": 0}) as again:
            await again.until(lambda: len(again.chats()) >= 10)
            assert again.chats()[:10] == [f"m{number}" for number in range(10)]
            assert len(again.chats()) < 100


async def test_a_node_that_stops_sends_everyone_elsewhere(db: Store, redis_url: str, room: schemas.Room) -> None:
    async with node(db, redis_url) as first, enter(first.url, room.id, BOB) as bob:
        cid = await bob.op("chat", content="last words")
        await bob.acked(cid)
        await first.rooms.close()
        assert await bob.closed() == 4012
        async with (
            node(db, redis_url, "ws://there") as second,
            enter(second.url, room.id, BOB, {"ep": 1, "last": 0}) as again,
        ):
            await again.until(lambda: again.chats() == ["last words"])


async def test_only_one_node_holds_a_room(here: Node, db: Store, redis_url: str, room: schemas.Room) -> None:
    async with enter(here.url, room.id, BOB), node(db, redis_url, "ws://there") as other:
        async with connect(other.url, additional_headers=pass_for(room.id, BOB)) as refused:
            await refused.wait_closed()
        assert refused.close_code == 4012


async def test_a_node_that_was_overtaken_writes_no_more(here: Node, db: Store, room: schemas.Room) -> None:
    async with enter(here.url, room.id, BOB) as bob:
        assert owning.claim(db, room.id) is not None
        await bob.op("chat", content="too late")
        assert await bob.closed() == 4012
        assert bob.acks == {}
