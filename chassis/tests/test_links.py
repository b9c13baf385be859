"""Signed addresses: good for what they say, for as long as they say."""

from __future__ import annotations

import time
from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from chassis.errors import Forbidden
from chassis.signing import Signer
from chassis.storage import links
from chassis.storage.links import Link, expiry, path_of, read

SIGNER = links.signer("for tests only, and long enough to pass")
LINK = Link("materials/abc/notes.pdf", "application/pdf", "Übung & Lösung.pdf", True, "7", expiry(time.time()))


def opened(path: str, signer: Signer = SIGNER) -> Link:
    parts = urlsplit(path)
    return read(parts.path.removeprefix("/media/"), parts.query, signer)


def test_it_reads_what_it_has_signed() -> None:
    assert opened(path_of(LINK, SIGNER)) == LINK


@pytest.mark.parametrize(
    "forged",
    [
        replace(LINK, key="materials/abd/notes.pdf"),
        replace(LINK, content_type="text/html"),
        replace(LINK, filename="other.pdf"),
        replace(LINK, inline=False),
        replace(LINK, user="8"),
        replace(LINK, expires=LINK.expires + 3600),
    ],
)
def test_no_part_of_it_can_be_changed(forged: Link) -> None:
    signature = path_of(LINK, SIGNER).rpartition("&s=")[2]
    path = path_of(forged, SIGNER).rpartition("&s=")[0]
    with pytest.raises(Forbidden) as refused:
        opened(f"{path}&s={signature}")
    assert refused.value.code == "media.not_signed"


@pytest.mark.parametrize("query", ["", "e=1", "e=x&u=-&t=a&n=b&d=i&s=c", "&".join("a=b" for _ in range(50)), "s=%ff"])
def test_nonsense_is_not_signed(query: str) -> None:
    with pytest.raises(Forbidden):
        read("materials/abc/notes.pdf", query, SIGNER)


def test_another_secret_and_another_purpose_sign_differently() -> None:
    path = path_of(LINK, SIGNER)
    for signer in (links.signer("another secret"), Signer("for tests only, and long enough to pass", "mail")):
        with pytest.raises(Forbidden):
            opened(path, signer)


def test_it_refuses_an_address_that_has_expired() -> None:
    with pytest.raises(Forbidden) as refused:
        opened(path_of(replace(LINK, expires=int(time.time()) - 1), SIGNER))
    assert refused.value.code == "media.expired"


def test_an_address_stays_the_same_for_hours_and_works_for_hours() -> None:
    moment = links.LIFETIME * 1000.0
    assert expiry(moment) == expiry(moment + links.LIFETIME - 1)
    assert expiry(moment + links.LIFETIME - 1) - (moment + links.LIFETIME - 1) > links.LIFETIME


def test_without_a_secret_nothing_is_signed_and_nothing_is_taken() -> None:
    with pytest.raises(RuntimeError):
        Signer("", "media").sign("x")
    with pytest.raises(Forbidden):
        opened(path_of(LINK, SIGNER), links.signer(""))


def test_parts_cannot_be_moved_between_each_other() -> None:
    assert SIGNER.sign("ab", "c") != SIGNER.sign("a", "bc")
