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
from accounts.schemas.invitations import (
    AcceptBody,
    Invitation,
    InvitationBody,
    InvitationPreview,
    InvitationQuery,
    RosterBody,
    RosterQuery,
    RosterReport,
    RosterRow,
)
from accounts.schemas.people import ProfilePatch, User, UserQuery
from accounts.schemas.signing_in import ChangePasswordBody, LoginBody, RegisterBody, Session, SignedIn

__all__ = [
    "AcceptBody",
    "ChangePasswordBody",
    "Email",
    "FeedChange",
    "FeedEvent",
    "FeedEvents",
    "FullName",
    "Invitation",
    "InvitationBody",
    "InvitationPreview",
    "InvitationQuery",
    "LoginBody",
    "Password",
    "ProfilePatch",
    "RegisterBody",
    "RosterBody",
    "RosterQuery",
    "RosterReport",
    "RosterRow",
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
