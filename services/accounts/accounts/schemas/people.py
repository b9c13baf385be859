"""People, as they are shown and as they change themselves."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from accounts.domain import UserType
from accounts.schemas.fields import Bio, Email, FullName
from chassis.cursor import PageQuery
from chassis.text import Line


class ProfilePatch(BaseModel):
    """The fields of one's own account that are to change."""

    full_name: FullName | None = None
    bio: Bio | None = None
    email: Email | None = None


class UserQuery(PageQuery):
    """Which people to list."""

    search: Annotated[
        Line, StringConstraints(max_length=100), Field(description="Words in the user name or the full name.")
    ] = ""
    user_type: UserType | None = None


class User(BaseModel):
    """A person as the caller may see them."""

    id: int
    username: str
    email: Annotated[str | None, Field(description="Null unless the caller is this person or an admin.")]
    full_name: str
    user_type: UserType
    bio: str
    photo: Annotated[str | None, Field(description="An absolute URL.")]
    is_blocked: bool
    created_at: datetime
    has_openai_api_key: Annotated[bool | None, Field(description="Null unless the caller is this person.")]
