"""People, as they are shown and as they change themselves."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from accounts.domain import UserType
from accounts.schemas.fields import Bio, Email, FullName, OpenAiApiKey, TimeZone
from chassis.cursor import PageQuery
from chassis.database.searching import COUNTED
from chassis.storage import Upload
from chassis.text import Line


class ProfilePatch(BaseModel):
    """The fields of one's own account that are to change."""

    full_name: FullName | None = None
    bio: Bio | None = None
    email: Email | None = None
    photo: Annotated[Upload | None, Field(description="A picture; its middle is shown. Null removes it.")] = None
    openai_api_key: Annotated[
        OpenAiApiKey | None, Field(description="Kept encrypted and never shown. Null or an empty text removes it.")
    ] = None
    language: Literal["en", "de"] | None = None
    time_zone: TimeZone | None = None


class UserQuery(PageQuery):
    """Which people to list."""

    search: Annotated[
        Line,
        StringConstraints(max_length=100),
        Field(description=f"Words in the user name or the full name. Who is found is counted up to {COUNTED}."),
    ] = ""
    user_type: UserType | None = None


class PhotoSizes(BaseModel):
    """Where a photo is: squares of 64, 256 and 512 pixels a side."""

    small: str
    medium: str
    large: str


class User(BaseModel):
    """A person as the caller may see them."""

    id: int
    username: str
    email: Annotated[str | None, Field(description="Only for this person, their teachers and admins; else null.")]
    full_name: str
    user_type: UserType
    bio: str
    photo: Annotated[str | None, Field(description="An absolute URL, of the medium size.")]
    photo_sizes: PhotoSizes | None
    is_blocked: bool
    created_at: datetime
    has_openai_api_key: Annotated[bool | None, Field(description="Null unless the caller is this person.")]
    language: Annotated[str | None, Field(description="Null unless the caller is this person.")]
    time_zone: Annotated[str | None, Field(description="By its IANA name. Null unless the caller is this person.")]
