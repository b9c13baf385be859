"""Stored files: in a directory and in a bucket, whole or piece by piece."""

from __future__ import annotations

import asyncio
import importlib
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from obstore.store import ObjectStore

from chassis.storage.keys import checked, incoming_key, safe_name
from chassis.storage.location import connect
from chassis.storage.objects import MissingObject, Storage
from chassis.storage.streaming import PART, StreamingStorage

FOR_GOOD = "materials/0123456789abcdef/notes.pdf"


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """The address of a local S3 with one bucket."""
    boto3: Any = importlib.import_module("boto3")
    server: Any = importlib.import_module("moto.server").ThreadedMotoServer(port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    url = f"http://{host}:{port}"
    client = boto3.client(
        "s3", endpoint_url=url, region_name="us-east-1", aws_access_key_id="key", aws_secret_access_key="key"
    )
    client.create_bucket(Bucket="lectern")
    client.close()
    yield url
    server.stop()


@pytest.fixture(params=["directory", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ObjectStore:
    """An empty store of each kind."""
    if request.param == "directory":
        return connect(f"file:{tmp_path / 'storage'}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "key")
    return connect(f"s3://lectern/{tmp_path.name}", request.getfixturevalue("s3"))


@pytest.fixture
def storage(store: ObjectStore) -> Storage:
    """What is done with it."""
    return Storage(store)


def test_what_is_claimed_stays_under_its_key_for_good(storage: Storage) -> None:
    arrived = incoming_key()
    storage.put(arrived, b"hello")
    storage.claim(arrived, FOR_GOOD)
    assert storage.list_keys("incoming") == []
    assert storage.read(FOR_GOOD, 0, 100) == b"hello"
    assert storage.head(FOR_GOOD).size == 5


def test_claiming_again_changes_nothing(storage: Storage) -> None:
    arrived = incoming_key()
    storage.put(arrived, b"hello")
    storage.claim(arrived, FOR_GOOD)
    storage.claim(arrived, FOR_GOOD)
    assert storage.read(FOR_GOOD, 1, 3) == b"ell"


def test_a_copy_outlives_what_it_was_copied_from(storage: Storage) -> None:
    copy = "sources/fedcba9876543210/copy.pdf"
    storage.put(FOR_GOOD, b"hello")
    storage.copy(FOR_GOOD, copy)
    storage.put(FOR_GOOD, b"other")
    storage.delete(FOR_GOOD)
    assert storage.read(copy, 0, 100) == b"hello"
    with pytest.raises(MissingObject):
        storage.copy(FOR_GOOD, copy)


def test_it_refuses_to_claim_what_is_not_there_or_has_not_just_arrived(storage: Storage) -> None:
    with pytest.raises(MissingObject):
        storage.claim(incoming_key(), FOR_GOOD)
    storage.put(FOR_GOOD, b"somebody's")
    with pytest.raises(MissingObject):
        storage.claim(FOR_GOOD, "materials/fedcba9876543210/mine.pdf")
    assert storage.read(FOR_GOOD, 0, 100) == b"somebody's"


def test_deleting_what_is_not_there_is_no_error(storage: Storage) -> None:
    storage.put(FOR_GOOD, b"x")
    storage.delete(FOR_GOOD)
    storage.delete(FOR_GOOD)
    with pytest.raises(MissingObject):
        storage.head(FOR_GOOD)
    with pytest.raises(MissingObject):
        storage.read(FOR_GOOD, 0, 1)


def test_other_content_has_another_tag(storage: Storage) -> None:
    storage.put(FOR_GOOD, b"one")
    before = storage.head(FOR_GOOD).etag
    storage.put(FOR_GOOD, b"other")
    assert storage.head(FOR_GOOD).etag != before
    assert before.startswith('"')
    assert before.endswith('"')


def test_reading_past_the_end_gives_nothing(storage: Storage) -> None:
    storage.put(FOR_GOOD, b"")
    assert storage.read(FOR_GOOD, 0, 10) == b""


def test_the_sweep_takes_what_nobody_claimed_and_leaves_the_rest(storage: Storage) -> None:
    storage.put(incoming_key(), b"unclaimed")
    storage.put(FOR_GOOD, b"claimed")
    assert storage.sweep(hours=24) == 0
    assert storage.sweep(hours=-1) == 1
    assert storage.list_keys("incoming") == []
    assert storage.head(FOR_GOOD).size == 7


def test_the_sweep_takes_what_a_killed_process_was_writing(tmp_path: Path) -> None:
    storage = Storage(connect(f"file:{tmp_path}"))
    fragment = tmp_path / "incoming" / "0123#1"
    fragment.parent.mkdir()
    fragment.write_bytes(b"half")
    assert storage.sweep() == 0
    day_before = time.time() - 25 * 3600
    os.utime(fragment, (day_before, day_before))
    assert storage.sweep() == 1
    assert not fragment.exists()


def test_a_large_object_is_written_and_read_in_pieces(store: ObjectStore) -> None:
    content = os.urandom(PART * 2 + 1234)

    async def there_and_back() -> bytes:
        streaming = StreamingStorage(store)
        writing = streaming.writing(FOR_GOOD)
        for start in range(0, len(content), 100_000):
            await writing.write(content[start : start + 100_000])
        await writing.close()
        return b"".join([piece async for piece in streaming.read(FOR_GOOD, 10, len(content) - 10)])

    assert asyncio.run(there_and_back()) == content[10:-10]


@pytest.mark.parametrize("size", [10, PART * 2])
def test_an_abandoned_object_leaves_nothing(store: ObjectStore, storage: Storage, size: int) -> None:
    async def abandon() -> None:
        writing = StreamingStorage(store).writing(incoming_key())
        await writing.write(b"x" * size)
        await writing.abandon()

    asyncio.run(abandon())
    assert storage.list_keys("incoming") == []


@pytest.mark.parametrize(
    "key", ["../secret", "/etc/passwd", "materials/../../x", "materials//x", "materials/.hidden", "m/a b", "m/a\n", ""]
)
def test_a_key_cannot_lead_anywhere_else(storage: Storage, key: str) -> None:
    with pytest.raises(ValueError, match="no such key"):
        storage.head(key)
    with pytest.raises(ValueError, match="no such key"):
        storage.delete(key)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Notes.pdf", "Notes.pdf"),
        ("Übung 1 (neu).pdf", "Ubung-1-neu-.pdf"),
        ("../../etc/passwd", "etc-passwd"),
        (".htaccess", "htaccess"),
        ("数学", "file"),
        ("a" * 300 + ".pdf", "a" * 69 + ".pdf"),
        ("..", "file"),
    ],
)
def test_a_file_name_becomes_part_of_a_key(name: str, safe: str) -> None:
    assert safe_name(name) == safe
    assert checked(f"materials/{safe}")


@pytest.mark.parametrize("url", ["", "ftp://host/x", "s3://", "var/storage"])
def test_it_refuses_an_address_that_is_neither_directory_nor_bucket(url: str) -> None:
    with pytest.raises(ValueError, match="STORAGE_URL"):
        connect(url)
