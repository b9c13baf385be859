"""From a stored notification to what its recipient reads."""

from __future__ import annotations

from notifications import schemas
from notifications.domain.notices import NotificationType
from notifications.models import Notification
from notifications.texts import said


def as_answer(notification: Notification, language: str, zone: str) -> schemas.Notification:
    """A notification as its recipient sees it, in their language and time zone."""
    words = said(notification.kind, notification.facts, language, zone)
    return schemas.Notification(
        id=notification.id,
        notification_type=NotificationType(notification.notification_type),
        title=words.title,
        message=words.message,
        link=notification.link,
        is_read=notification.is_read,
        created_at=notification.created_at,
    )
