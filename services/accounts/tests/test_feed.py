"""Posts: who sees them, who changes them, and whose windows are told."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from accounts import schemas
from accounts.usecases import feed
from chassis.call import Actor
from chassis.database import Store
from chassis.errors import InvalidInput, NotFound

from .asking import ask
from .school import FakeLive, seat, teach

Query = schemas.StatusUpdateQuery


@pytest.fixture
def live() -> FakeLive:
    """Nobody's windows."""
    return FakeLive()


@pytest.fixture(autouse=True)
def _course(db: Store, alice: Actor, bob: Actor) -> None:
    """Alice teaches Bob."""
    teach(db, alice)
    seat(db, alice, bob)


def post(db: Store, live: FakeLive, who: Actor, content: str) -> int:
    posted = feed.post_update(db, live, who, content).body
    assert posted is not None
    return posted.id


def seen(db: Store, who: Actor, **query: object) -> list[str]:
    page = feed.list_updates(db, who, Query.model_validate(query))
    return [update.content for update in page.items]


def test_the_list_is_ones_own_and_the_feed_also_those_around(
    db: Store, live: FakeLive, alice: Actor, bob: Actor, charlie: Actor
) -> None:
    for who, content in ((alice, "welcome"), (bob, "hello"), (charlie, "alone"), (bob, "again")):
        post(db, live, who, content)
    assert seen(db, bob) == ["again", "hello"]
    assert seen(db, bob, feed=True) == seen(db, alice, feed=True) == ["again", "hello", "welcome"]
    assert seen(db, charlie, feed=True) == ["alone"]


def test_the_feed_is_paged_without_gap_or_repetition(db: Store, live: FakeLive, alice: Actor, bob: Actor) -> None:
    for number in range(5):
        post(db, live, alice, str(number))
    first = feed.list_updates(db, bob, Query(feed=True, limit=3))
    post(db, live, alice, "meanwhile")
    second = feed.list_updates(db, bob, Query(feed=True, limit=3, cursor=first.next_cursor))
    assert [one.content for one in (*first.items, *second.items)] == ["4", "3", "2", "1", "0"]
    assert (first.total, second.next_cursor) == (5, None)


def test_who_leaves_a_course_leaves_its_feed(db: Store, live: FakeLive, alice: Actor, bob: Actor) -> None:
    posted = post(db, live, alice, "welcome")
    assert feed.get_update(db, bob, posted).content == "welcome"
    seat(db, alice, bob, is_active=False, minute=1)
    assert seen(db, bob, feed=True) == []
    with pytest.raises(NotFound):
        feed.get_update(db, bob, posted)


def test_only_the_author_changes_or_deletes_a_post(
    db: Store, live: FakeLive, alice: Actor, bob: Actor, charlie: Actor, dana: Actor
) -> None:
    posted = post(db, live, bob, "hello")
    for other in (alice, charlie, dana):
        with pytest.raises(NotFound):
            feed.edit_update(db, live, other, posted, "mine")
        with pytest.raises(NotFound):
            feed.delete_update(db, live, other, posted)
    for stranger in (charlie, dana):
        with pytest.raises(NotFound):
            feed.get_update(db, stranger, posted)
    edited = feed.edit_update(db, live, bob, posted, "hello, all")
    assert (edited.content, edited.is_mine) == ("hello, all", True)
    assert edited.updated_at > edited.created_at
    assert not feed.get_update(db, alice, posted).is_mine
    feed.delete_update(db, live, bob, posted)
    with pytest.raises(NotFound):
        feed.get_update(db, bob, posted)


def test_open_windows_of_those_around_are_told_of_every_change(
    db: Store, live: FakeLive, alice: Actor, bob: Actor
) -> None:
    posted = post(db, live, bob, "hello")
    feed.edit_update(db, live, bob, posted, "hello")
    feed.edit_update(db, live, bob, posted, "hello again")
    feed.delete_update(db, live, bob, posted)
    changes = [(data["change"], reader) for reader, data in live.told]
    assert changes == [(each, who.id) for each in ("posted", "edited", "deleted") for who in (alice, bob)]
    assert {data["id"] for _, data in live.told} == {posted}


def test_very_many_readers_are_told_in_portions_and_not_without_end(
    db: Store, alice: Actor, charlie: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    portions: list[list[int]] = []

    class Counting(FakeLive):
        def tell(self, readers: Iterable[int], event: schemas.FeedEvent) -> None:
            portions.append(list(readers))

    seat(db, alice, charlie)
    monkeypatch.setattr(feed, "READERS_AT_ONCE", 2)
    post(db, Counting(), alice, "welcome")
    assert [len(portion) for portion in portions] == [2, 1]
    monkeypatch.setattr(feed, "MOST_READERS", 1)
    post(db, Counting(), charlie, "hello")
    assert len(portions[-1]) <= 2


def test_a_post_that_was_not_stored_is_not_told(db: Store, live: FakeLive, alice: Actor) -> None:
    def post_and_fail() -> None:
        with db.unit():
            post(db, live, alice, "welcome")
            raise InvalidInput

    with pytest.raises(InvalidInput):
        post_and_fail()
    assert live.told == []
    assert seen(db, alice) == []


@pytest.mark.parametrize("content", ["", "   ", "x" * 2001, "a\x00b", "\x1b[31m", None, 7])
def test_it_refuses_what_is_no_text_of_1_to_2000_characters(db: Store, alice: Actor, content: object) -> None:
    with pytest.raises(InvalidInput) as refused:
        ask(db, "post_status_update", alice, body={"content": content})
    assert list(refused.value.details["errors"]) == ["content"]


def test_charlie_reads_and_changes_nothing_of_others_over_the_interface(
    db: Store, live: FakeLive, bob: Actor, charlie: Actor
) -> None:
    posted = post(db, live, bob, "hello")
    assert ask(db, "get_status_update", bob, id=posted).body["content"] == "hello"
    assert ask(db, "list_status_updates", charlie, query="feed=1").body == []
    for method in ("get_status_update", "update_status_update", "replace_status_update", "delete_status_update"):
        with pytest.raises(NotFound):
            ask(db, method, charlie, body={"content": "mine"}, id=posted)
