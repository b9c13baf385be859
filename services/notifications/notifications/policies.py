"""Who may do what with a notification: its recipient everything, others do not even learn that it exists."""

from __future__ import annotations

from chassis.call import Actor
from chassis.errors import NotFound
from notifications.models import Notification


def require_own(notification: Notification | None, actor: Actor) -> Notification:
    """The notification, if it is the actor's. Raises NotFound otherwise."""
    if notification is None or notification.recipient_id != actor.id:
        raise NotFound("notifications.not_found", "There is no such notification.")
    return notification
