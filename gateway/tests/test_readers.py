"""Who may use an address: whom it was made for, for as long as the file's owner says so."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from chassis.errors import Unavailable
from chassis.storage import links
from chassis.storage.links import NOBODY, Link, path_of
from chassis.storage.location import connect
from chassis.storage.objects import Storage
from gateway.settings import GatewaySettings
from gateway.testing.client import eventually
from gateway.testing.contracts import library
from gateway.tests.conftest import World

pytestmark = pytest.mark.anyio

LINK = Link("books/abc/notes.pdf", "application/pdf", "notes.pdf", True, "1", int(time.time()) + 3600)


@pytest.fixture
async def guarded(world: World, settings: GatewaySettings) -> World:
    """The library guards what lies under `books/`: Alice may read it."""
    Storage(connect(settings.storage_url)).put(LINK.key, b"%PDF-")
    world.bus.publish_contract({**library("1.1.0"), "guards": {"books": {"method": "may_read"}}})
    await eventually(lambda: "books" in world.gateway.directory.catalogue.guards)
    world.offer("may_read", lambda key, user_id: key == LINK.key and user_id == 1)
    return world


async def read(
    world: World, settings: GatewaySettings, link: Link = LINK, headers: dict[str, str] | None = None
) -> tuple[int, str]:
    answer = await world.client.get(path_of(link, links.signer(settings.secret_key)), headers=headers)
    return answer.status_code, answer.json()["code"] if answer.status_code >= 400 else ""


async def test_whom_it_was_made_for_reads_it_with_and_without_a_token(
    guarded: World, settings: GatewaySettings
) -> None:
    assert await read(guarded, settings) == (200, "")
    assert await read(guarded, settings, headers=guarded.alice) == (200, "")


async def test_somebody_who_may_not_see_it_any_more_is_refused_at_once(
    guarded: World, settings: GatewaySettings
) -> None:
    assert await read(guarded, settings, replace(LINK, user="2")) == (403, "media.not_yours")
    guarded.offer("may_read", lambda key, user_id: False)
    assert await read(guarded, settings) == (403, "media.not_yours")


async def test_another_s_address_is_refused_to_whoever_says_who_they_are(
    guarded: World, settings: GatewaySettings
) -> None:
    guarded.offer("may_read", lambda key, user_id: True)
    assert await read(guarded, settings, replace(LINK, user="2"), headers=guarded.alice) == (403, "media.not_yours")
    assert (await read(guarded, settings, headers={"Authorization": "Token nobody-s-key"}))[0] == 401


async def test_while_the_guard_is_away_the_signature_counts(guarded: World, settings: GatewaySettings) -> None:
    def away(key: str, user_id: int) -> bool:
        raise Unavailable("away", "It is away.", retry_after=1)

    guarded.offer("may_read", away)
    assert await read(guarded, settings) == (200, "")


async def test_what_nobody_guards_and_what_is_for_anyone_is_read_by_anyone(
    guarded: World, settings: GatewaySettings
) -> None:
    other = replace(LINK, key="covers/abc/cover.png", user="2")
    Storage(connect(settings.storage_url)).put(other.key, b"png")
    assert (await read(guarded, settings, other))[0] == 200
    assert (await read(guarded, settings, replace(LINK, user=NOBODY), headers=guarded.alice))[0] == 200
