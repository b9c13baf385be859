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
from accounts.schemas.people import PhotoSizes, ProfilePatch, User, UserQuery
from accounts.schemas.signing_in import (
    AuthOptions,
    ChangePasswordBody,
    ForgotPasswordBody,
    LoginBody,
    RegisterBody,
    ResetPasswordBody,
    Session,
    SignedIn,
)

__all__ = [
    "AcceptBody",
    "AuthOptions",
    "ChangePasswordBody",
    "Email",
    "FeedChange",
    "FeedEvent",
    "FeedEvents",
    "ForgotPasswordBody",
    "FullName",
    "Invitation",
    "InvitationBody",
    "InvitationPreview",
    "InvitationQuery",
    "LoginBody",
    "Password",
    "PhotoSizes",
    "ProfilePatch",
    "RegisterBody",
    "ResetPasswordBody",
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
