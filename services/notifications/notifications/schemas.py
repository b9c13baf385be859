"""What goes in and out: answers and live events."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from chassis.cursor import PageQuery
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
