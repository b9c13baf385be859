"""What may be asked of the notifications service, and by whom."""

from __future__ import annotations

from chassis.call import Actor
from chassis.database import Database
from chassis.endpoint import endpoint
from chassis.live import LiveChannels
from chassis.parked_messages import parked_messages
from chassis.reply import Page
from chassis.service import Service
from notifications.live import CHANNEL, RedisLive
from notifications.schemas import LiveEvents, Notification, NotificationQuery, UnreadCount, Updated
from notifications.usecases import inbox


@parked_messages(roles={"admin"})
class NotificationsService(Service):
    """What people are told, and whether they have read it."""

    name = "notifications"
    version = "0.1.0"
    db = Database()
    live = LiveChannels()

    @endpoint("GET", "/api/notifications/", returns=Notification)
    def list_notifications(self, actor: Actor, query: NotificationQuery) -> Page[Notification]:
        """List the caller's notifications, newest first."""
        return inbox.list_notifications(self.db, actor, query)

    @endpoint("GET", "/api/notifications/{id}/", returns=Notification, single=True)
    def get_notification(self, actor: Actor, id: int) -> Notification:
        """Show a notification."""
        return inbox.get_notification(self.db, actor, id)

    @endpoint("DELETE", "/api/notifications/{id}/")
    def delete_notification(self, actor: Actor, id: int) -> None:
        """Delete a notification."""
        inbox.delete_notification(self.db, RedisLive(self.live), actor, id)

    @endpoint("GET", "/api/notifications/unread_count/", returns=UnreadCount)
    def unread_count(self, actor: Actor) -> UnreadCount:
        """Count the notifications the caller has not read."""
        return inbox.unread_count(self.db, actor)

    @endpoint("POST", "/api/notifications/{id}/mark_read/", returns=Notification)
    def mark_read(self, actor: Actor, id: int) -> Notification:
        """Mark a notification as read."""
        return inbox.mark_read(self.db, RedisLive(self.live), actor, id)

    @endpoint("POST", "/api/notifications/mark_all_read/", returns=Updated)
    def mark_all_read(self, actor: Actor) -> Updated:
        """Mark all notifications of the caller as read."""
        return inbox.mark_all_read(self.db, RedisLive(self.live), actor)

    @endpoint("GET", "/api/notifications/stream/", returns=LiveEvents, stream=CHANNEL)
    def stream(self, actor: Actor, last_event_id: str | None) -> LiveEvents:
        """Follow the caller's notifications as they happen.

        Server-Sent Events: `notification` with the notification, and `unread` with the count. A stream that is
        opened with `Last-Event-ID` begins with what was missed.
        """
        return inbox.missed(self.db, actor, last_event_id)
