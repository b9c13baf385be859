"""From a file that has just arrived to one that is kept: looked into, drawn anew if it is a picture, and claimed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from chassis.blocking import off_hub
from chassis.database import Store
from chassis.errors import InvalidInput, NotFound, TooLarge, UnsupportedMedia
from chassis.pictures import MAX_BYTES, UnusablePicture, redrawn
from chassis.storage import Upload
from chassis.storage.discards import reserve
from chassis.storage.files import Files
from chassis.storage.keys import safe_name
from chassis.storage.objects import MissingObject, Storage
from courses import queries
from courses.content import IMAGES, named, type_of
from courses.domain import MaterialType, fits


@dataclass(frozen=True, slots=True)
class Kept:
    """A file under its key for good."""

    key: str
    filename: str
    content_type: str
    size: int
    sha256: str


def take_in(db: Store, files: Files, upload: Upload, material_type: MaterialType) -> Kept:
    """Keep a file, provided it is what it should be; the same file again is kept once. Not inside `write()`.

    Raises UnsupportedMedia, TooLarge, InvalidInput, and NotFound when there is no such file (any more).
    """
    key_of_all = f"materials/{upload.key.rpartition('/')[2]}"
    try:
        source = off_hub(_source, files.storage, upload, key_of_all)
        content_type = off_hub(_type, files.storage, source, upload)
        if content_type is None or not fits(content_type, material_type):
            raise wrong_type(material_type)
        filename = named(upload.filename, content_type)
        key = f"{key_of_all}/{safe_name(filename)}"
        reserve(db, key, lambda session: queries.material_with_key(session, key) is not None)
        if content_type in IMAGES:
            size, sha256 = off_hub(_keep_picture, files.storage, source, key, content_type)
        else:
            files.claim(upload.key, key)
            size, sha256 = upload.size, upload.sha256
    except MissingObject as error:
        raise NotFound("courses.no_such_upload", "This file is not there any more. Please send it again.") from error
    return Kept(key, filename, content_type, size, sha256)


def wrong_type(material_type: MaterialType) -> UnsupportedMedia:
    """What a file is does not go with what it is said to be."""
    taken = {
        MaterialType.DOCUMENT: "a PDF, an office document or a plain text",
        MaterialType.IMAGE: "a PNG, JPEG, GIF or WebP picture",
        MaterialType.VIDEO: "an MP4, WebM, MOV or OGG video",
    }[material_type]
    return UnsupportedMedia("courses.wrong_file_type", f"This file is not {taken}, whatever its name says.")


def _source(storage: Storage, upload: Upload, key_of_all: str) -> str:
    """Where the bytes are: where they arrived, or, when this was begun before, where they were moved to."""
    try:
        storage.head(upload.key)
    except MissingObject:
        moved = storage.list_keys(key_of_all)
        if not moved:
            raise
        return moved[0]
    return upload.key


def _type(storage: Storage, key: str, upload: Upload) -> str | None:
    size = storage.head(key).size
    return type_of(lambda start, length: storage.read(key, start, length), size, upload.filename)


def _keep_picture(storage: Storage, source: str, key: str, content_type: str) -> tuple[int, str]:
    size = storage.head(source).size
    if size > MAX_BYTES:
        raise TooLarge("courses.picture_too_large", f"A picture may have at most {MAX_BYTES // 1024 // 1024} MB.")
    try:
        content = redrawn(storage.read(source, 0, size), content_type)
    except UnusablePicture as error:
        raise InvalidInput.field("file", str(error), code="courses.unusable_picture") from error
    storage.put(key, content)
    return len(content), hashlib.sha256(content).hexdigest()
