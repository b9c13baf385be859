"""What goes in and out: answers and live events."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from chassis.cursor import PageQuery
from chassis.refs import Ref
from notifications.domain.mails import MailKind
from notifications.domain.notices import NotificationType


class NotificationQuery(PageQuery):
    """Which notifications to list."""

    unread: Annotated[bool, Field(description="Only those not read yet.")] = False


class Notification(BaseModel):
    """One thing the caller was told. `link` is a path of the web app."""

    id: int
    notification_type: NotificationType
    title: str
    message: str
    link: str
    is_read: bool
    created_at: datetime


class UnreadCount(BaseModel):
    """How many notifications the caller has not read."""

    unread: int


class Updated(BaseModel):
    """How many notifications were changed."""

    updated: int


class NotificationEvent(BaseModel):
    """A notification, on the live stream. `id` is where a stream resumes."""

    id: str
    event: Literal["notification"] = "notification"
    data: Notification


class UnreadEvent(BaseModel):
    """How many are unread now, on the live stream."""

    event: Literal["unread"] = "unread"
    data: UnreadCount


LiveEvent = NotificationEvent | UnreadEvent


class StartingPoint(UnreadEvent):
    """How many are unread when a stream begins. `id` is that of the newest notification: the stream resumes there."""

    id: str


class LiveEvents(BaseModel):
    """What a live stream begins with."""

    events: list[NotificationEvent | StartingPoint]


class Choice(BaseModel):
    """How somebody is told of one type. With both mails on, the one at once is sent."""

    in_app: Annotated[bool, Field(description="Shown in the app.")]
    email: Annotated[bool, Field(description="Mailed at once.")]
    digest: Annotated[bool, Field(description="Mailed together with the rest of the day.")]


class Preferences(BaseModel):
    """How the caller is told of each type of notification."""

    general: Choice
    enrollment: Choice
    material: Choice
    feedback: Choice
    deadline: Choice


class ChoicePatch(BaseModel):
    """Changes of one type; what is left out stays."""

    model_config = ConfigDict(extra="forbid")

    in_app: bool | None = None
    email: bool | None = None
    digest: bool | None = None


class PreferencesPatch(BaseModel):
    """Changes of some types; what is left out stays."""

    model_config = ConfigDict(extra="forbid")

    general: ChoicePatch | None = None
    enrollment: ChoicePatch | None = None
    material: ChoicePatch | None = None
    feedback: ChoicePatch | None = None
    deadline: ChoicePatch | None = None


class Unsubscribed(BaseModel):
    """What a link in a mail ends: mails of this type, of every type when null, and whether there are any still."""

    notification_type: NotificationType | None
    is_mailed: bool


class CalendarAddress(BaseModel):
    """Where calendar programs find the caller's deadlines. Whoever has the address can read them."""

    url: str


class ParkedMail(BaseModel):
    """A mail that was given up. `recipient` is null for somebody without an account, who has an `address` here."""

    id: int
    kind: MailKind
    recipient: Annotated[int | None, Ref("accounts.users", recipient_name="display_name")]
    address: str | None
    reason: str
    attempts: int
    created_at: datetime
    parked_at: datetime


class DevMail(BaseModel):
    """A mail that was written to a file, as there is no mail server."""

    id: int
    to: str
    subject: str
    date: str


class DevMailView(DevMail):
    """The whole of it. `html` is as hostile as any mail: show it where nothing can run."""

    sender: str
    text: str
    html: str
    unsubscribe_url: str


class DevMails(BaseModel):
    """The latest mails, the newest first."""

    mails: list[DevMail]
