"""Photos of people: taken in as three squares, and shown at addresses that are good for anybody who has them."""

from __future__ import annotations

from accounts.models import User
from accounts.schemas import PhotoSizes
from chassis import pictures
from chassis.blocking import off_hub
from chassis.database import Store
from chassis.errors import InvalidInput, NotFound, TooLarge, UnsupportedMedia
from chassis.storage import Upload
from chassis.storage.discards import reserve, sweep
from chassis.storage.files import Files
from chassis.storage.objects import MissingObject

SIDES = {"small": 64, "medium": 256, "large": 512}
MAX_BYTES = 10 * 1024 * 1024
HEAD = 64


class Photos:
    """The photos in a storage, as those see them who ask from `base_url`."""

    def __init__(self, files: Files, base_url: str) -> None:
        self._files = files
        self._base_url = base_url

    def addresses(self, user: User) -> PhotoSizes | None:
        """Where somebody's photo is; None when they have none."""
        if user.photo is None:
            return None
        keys = keys_of(user.photo)
        urls = {
            size: self._files.url(self._base_url, key, "image/webp", f"{user.username}.webp", None)
            for size, key in zip(SIDES, keys, strict=True)
        }
        return PhotoSizes(**urls)

    def take_in(self, db: Store, upload: Upload) -> str:
        """Store a picture in all sizes; what their keys begin with. Not inside `write()`.

        Whoever uses it keeps the keys; what nobody keeps is swept. Raises UnsupportedMedia, TooLarge, InvalidInput,
        and NotFound when there is no such file (any more).
        """
        made = self._drawn(upload)
        photo = f"photos/{upload.key.rpartition('/')[2]}"
        for key, content in zip(keys_of(photo), made, strict=True):
            reserve(db, key)
            self._files.put(key, content)
        return photo

    def sweep(self, db: Store) -> None:
        """Remove what is not used any more. Not inside `write()`."""
        sweep(db, self._files.delete)

    def _drawn(self, upload: Upload) -> list[bytes]:
        if upload.size > MAX_BYTES:
            raise TooLarge("accounts.photo_too_large", f"A photo may have at most {MAX_BYTES // 1024 // 1024} MB.")
        try:
            content = self._files.read(upload.key, 0, MAX_BYTES)
            kind = pictures.type_of(content[:HEAD])
            if kind is None:
                raise UnsupportedMedia("accounts.not_a_picture", "Send a PNG, JPEG, GIF or WebP picture.")
            made = off_hub(pictures.squares, content, kind, list(SIDES.values()))
        except MissingObject as error:
            raise NotFound("accounts.no_such_upload", "This file is not there any more. Send it again.") from error
        except pictures.UnusablePicture as error:
            raise InvalidInput.field("photo", str(error), code="accounts.unusable_picture") from error
        return list(made.values())


def keys_of(photo: str) -> list[str]:
    """The objects of a photo, in the order of `SIDES`."""
    return [f"{photo}/{size}.webp" for size in SIDES]
