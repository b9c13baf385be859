"""What goes in and out."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from typing import Annotated, Literal

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, BaseModel, Field, StringConstraints, WithJsonSchema

from accounts.domain import USERNAME_PATTERN, UserType
from chassis.cursor import PageQuery
from chassis.text import Line, Text


def _username(value: str) -> str:
    if not 3 <= len(value) <= 30:
        raise ValueError("Use 3 to 30 characters.")
    if not _fits(value):
        raise ValueError("Use letters without accents, digits, dots, hyphens and underscores only.")
    return value


def _fits(value: str) -> bool:
    return value.isascii() and all(character.isalnum() or character in "_.-" for character in value)


def _email(value: str) -> str:
    """Syntax only; addresses of invented people (`@….test`) are taken."""
    try:
        return validate_email(value, check_deliverability=False, test_environment=True).normalized
    except EmailNotValidError as error:
        raise ValueError("This is not an e-mail address.") from error


def _password(value: str) -> str:
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in value):
        raise ValueError("Control characters are not allowed.")
    return value


Username = Annotated[
    Line,
    AfterValidator(_username),
    WithJsonSchema({"type": "string", "pattern": USERNAME_PATTERN, "description": "Unique, in whatever case."}),
]
Email = Annotated[
    Line,
    StringConstraints(max_length=254),
    AfterValidator(_email),
    WithJsonSchema({"type": "string", "format": "email", "maxLength": 254}),
]
Password = Annotated[
    str,
    StringConstraints(max_length=1024),
    AfterValidator(_password),
    WithJsonSchema({"type": "string", "format": "password", "writeOnly": True}),
]
FullName = Annotated[Line, StringConstraints(max_length=120)]
Bio = Annotated[Text, StringConstraints(max_length=2000)]
TypedName = Annotated[Line, StringConstraints(min_length=1, max_length=150)]


class RegisterBody(BaseModel):
    """A new account as its owner writes it."""

    username: Username
    email: Email
    password: Annotated[Password, Field(description="10 to 128 characters, and not one that is guessed first.")]
    user_type: Literal["student", "teacher"]
    full_name: FullName = ""
    password_confirm: Password | None = None


class LoginBody(BaseModel):
    """Who wants to sign in."""

    username: TypedName
    password: Password


class ChangePasswordBody(BaseModel):
    """The password there is and the one there is to be."""

    current_password: Password
    new_password: Password


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


class SignedIn(BaseModel):
    """A fresh token, and whose it is. The token is shown this once."""

    token: str
    user: User


class Session(BaseModel):
    """A signed-in device."""

    id: int
    created_at: datetime
    last_seen_at: Annotated[datetime, Field(description="To within ten minutes.")]
    expires_at: Annotated[datetime, Field(description="Moves on while the session is used.")]
    address: str
    user_agent: str
    current: Annotated[bool, Field(description="Whether this is the session of this very request.")]
