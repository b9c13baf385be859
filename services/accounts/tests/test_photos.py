"""Photos: taken in as squares, shown to everybody, and never left behind."""

from __future__ import annotations

import hashlib
import io
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import func, select, update

from accounts import photos as module
from accounts import schemas
from accounts.photos import Photos
from accounts.schemas import ProfilePatch
from accounts.usecases import people, profile
from chassis.call import Actor
from chassis.clock import now
from chassis.database import Store
from chassis.errors import InvalidInput, NotFound, ServiceError, TooLarge, UnsupportedMedia
from chassis.storage import Upload, discards, links
from chassis.storage.files import Files
from chassis.storage.keys import incoming_key
from chassis.storage.location import connect
from chassis.storage.objects import Storage
from chassis.testing import pictures
from chassis.testing.databases import emitted

from .asking import ask
from .cast import SCHOOL


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """An empty storage."""
    return Files(Storage(connect(f"file:{tmp_path / 'storage'}")), links.signer("for tests only, and long enough"))


class Album:
    """The photos of a school."""

    def __init__(self, db: Store, files: Files) -> None:
        self.db = db
        self.files = files
        self.photos = Photos(files, SCHOOL)

    def arrive(self, content: bytes) -> Upload:
        key = incoming_key()
        self.files.put(key, content)
        return Upload(key=key, filename="me.png", size=len(content), sha256=hashlib.sha256(content).hexdigest())

    def show(self, who: Actor, content: bytes) -> schemas.User:
        return profile.update_profile(self.db, self.photos, who, ProfilePatch(photo=self.arrive(content)))

    def kept(self) -> list[str]:
        return self.files.storage.list_keys("photos")

    def going(self) -> int:
        with self.db.read() as session:
            return session.scalar(select(func.count()).select_from(discards.discarded)) or 0


@pytest.fixture
def album(db: Store, files: Files) -> Album:
    """Nobody's photos."""
    return Album(db, files)


def test_a_photo_is_kept_as_three_squares_without_metadata(album: Album, bob: Actor) -> None:
    user = album.show(bob, pictures.photograph())
    assert (len(album.kept()), album.going()) == (3, 0)
    sides = []
    for key in module.keys_of(album.kept()[0].rpartition("/")[0]):
        content = album.files.read(key, 0, 1_000_000)
        assert b"secret" not in content
        with Image.open(io.BytesIO(content)) as picture:
            sides.append(picture.size)
            assert dict(picture.getexif()) == {}
    assert sides == [(64, 64), (256, 256), (512, 512)]
    assert user.photo_sizes is not None
    assert user.photo == user.photo_sizes.medium
    assert user.photo.startswith(f"{SCHOOL}/media/photos/")


def test_everybody_sees_it_at_addresses_that_are_the_same_for_all(
    album: Album, bob: Actor, alice: Actor, charlie: Actor
) -> None:
    own = album.show(bob, pictures.picture())
    for who in (alice, charlie):
        seen = people.get_user(album.db, album.photos, who, bob.id)
        assert seen.photo_sizes == own.photo_sizes
    record = people.resolve_users(album.db, [bob.id, alice.id], album.photos)
    assert own.photo_sizes is not None
    assert record[str(bob.id)]["photo"] == own.photo_sizes.small
    assert record[str(alice.id)]["photo"] is None
    assert [data["id"] for kind, data in emitted(album.db) if kind == "accounts.user_changed"] == [bob.id]


def test_another_photo_takes_the_place_of_the_first_and_null_removes_it(album: Album, bob: Actor) -> None:
    first = album.show(bob, pictures.picture())
    before = album.kept()
    second = album.show(bob, pictures.picture("JPEG"))
    assert second.photo != first.photo
    assert len(album.kept()) == 3
    assert not set(before) & set(album.kept())
    gone = profile.update_profile(album.db, album.photos, bob, ProfilePatch(photo=None))
    assert (gone.photo, gone.photo_sizes, album.kept(), album.going()) == (None, None, [], 0)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"<!DOCTYPE html><script>alert(1)</script>", UnsupportedMedia),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', UnsupportedMedia),
        (b"%PDF-1.7", UnsupportedMedia),
        (b"", UnsupportedMedia),
        (pictures.picture_bomb(), InvalidInput),
        (pictures.picture()[:40], InvalidInput),
        (b"\xff\xd8\xff<script>alert(1)</script>", InvalidInput),
    ],
)
def test_what_is_no_picture_is_refused_and_nothing_is_left(
    album: Album, bob: Actor, content: bytes, refusal: type[ServiceError]
) -> None:
    album.show(bob, pictures.picture())
    before = album.kept()
    with pytest.raises(refusal):
        album.show(bob, content)
    assert (album.kept(), album.going()) == (before, 0)
    assert people.get_me(album.db, album.photos, bob).photo is not None


def test_a_photo_of_too_many_bytes_is_refused(album: Album, bob: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_BYTES", 50)
    with pytest.raises(TooLarge):
        album.show(bob, pictures.picture())
    assert (album.kept(), album.going()) == ([], 0)


def test_a_change_that_fails_for_another_reason_leaves_no_file(album: Album, alice: Actor, bob: Actor) -> None:
    patch = ProfilePatch(photo=album.arrive(pictures.picture()), email="alice@lectern.test")
    with pytest.raises(InvalidInput):
        profile.update_profile(album.db, album.photos, bob, patch)
    assert people.get_user(album.db, album.photos, alice, bob.id).photo is None
    assert (len(album.kept()), album.going()) == (3, 3)
    with album.db.write() as session:
        session.execute(update(discards.discarded).values(due=now() - timedelta(seconds=1)))
    album.photos.sweep(album.db)
    assert (album.kept(), album.going()) == ([], 0)


def test_a_file_that_never_arrived_is_no_photo(album: Album, bob: Actor) -> None:
    upload = album.arrive(pictures.picture())
    album.files.delete(upload.key)
    with pytest.raises(NotFound):
        profile.update_profile(album.db, album.photos, bob, ProfilePatch(photo=upload))


def test_nobody_names_a_file_in_json(album: Album, db: Store, bob: Actor) -> None:
    upload = album.arrive(pictures.picture())
    with pytest.raises(InvalidInput) as refused:
        ask(db, "update_profile", bob, body={"photo": upload.model_dump()})
    assert list(refused.value.details["errors"]) == ["photo"]
    assert ask(db, "update_profile", bob, body={"photo": None, "bio": "Hello"}).body["bio"] == "Hello"
