"""What goes in and out."""

from accounts.schemas.feed import (
    FeedChange,
    FeedEvent,
    FeedEvents,
    StatusUpdate,
    StatusUpdateBody,
    StatusUpdatePatch,
    StatusUpdateQuery,
)
from accounts.schemas.fields import Email, FullName, Password, Username
from accounts.schemas.people import ProfilePatch, User, UserQuery
from accounts.schemas.signing_in import ChangePasswordBody, LoginBody, RegisterBody, Session, SignedIn

__all__ = [
    "ChangePasswordBody",
    "Email",
    "FeedChange",
    "FeedEvent",
    "FeedEvents",
    "FullName",
    "LoginBody",
    "Password",
    "ProfilePatch",
    "RegisterBody",
    "Session",
    "SignedIn",
    "StatusUpdate",
    "StatusUpdateBody",
    "StatusUpdatePatch",
    "StatusUpdateQuery",
    "User",
    "UserQuery",
    "Username",
]
