"""Getting in: registering, passwords, and the devices somebody is signed in on."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from accounts.domain import Registration
from accounts.schemas.fields import Email, FullName, Password, TypedName, Username
from accounts.schemas.people import User
from chassis.text import Line


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


class AuthOptions(BaseModel):
    """How one may get in here."""

    registration: Annotated[Registration, Field(description="Who may make an account for themselves.")]


class ForgotPasswordBody(BaseModel):
    """Whose password is forgotten."""

    email: Email


class ResetPasswordBody(BaseModel):
    """The token of the link in the mail, and the password there is to be."""

    token: Annotated[Line, StringConstraints(min_length=1, max_length=200)]
    password: Password


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
