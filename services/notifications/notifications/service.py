"""What may be asked of the notifications service, and by whom."""

from __future__ import annotations

from chassis.administration import administered
from chassis.amqp.client import ServiceClient
from chassis.call import Actor
from chassis.cursor import PageQuery
from chassis.database import Database
from chassis.endpoint import endpoint
from chassis.live import LiveChannels
from chassis.reply import Page, Reply
from chassis.service import Service
from notifications.clients import RemoteCourses
from notifications.config import settings
from notifications.live import CHANNEL, RedisLive
from notifications.schemas import (
    CalendarAddress,
    DevMails,
    DevMailView,
    LiveEvents,
    Notification,
    NotificationQuery,
    ParkedMail,
    Preferences,
    PreferencesPatch,
    UnreadCount,
    Unsubscribed,
    Updated,
)
from notifications.usecases import calendar, dev_mail, inbox, parked, preferences

ICAL = "text/calendar; charset=utf-8"
NO_LINK = {404: "this link is not, or no longer, valid"}
NOT_PARKED = {404: "there is no such mail, or it was not given up"}
NO_TRIAL = {404: "there is no such mail, or this is no place for trying things out"}


@administered(roles={"admin"})
class NotificationsService(Service):
    """What people are told, and whether they have read it."""

    name = "notifications"
    version = "0.1.0"
    db = Database()
    live = LiveChannels()
    courses = ServiceClient("courses")

    @endpoint("GET", "/api/notifications/", returns=Notification, cacheable=True)
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

    @endpoint("GET", "/api/notifications/unread_count/", returns=UnreadCount, cacheable=True)
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

    @endpoint("GET", "/api/notifications/preferences/", returns=Preferences)
    def get_preferences(self, actor: Actor) -> Preferences:
        """Show how the caller is told of what."""
        return preferences.get_preferences(self.db, actor)

    @endpoint("PATCH", "/api/notifications/preferences/", returns=Preferences)
    def change_preferences(self, actor: Actor, body: PreferencesPatch) -> Preferences:
        """Choose how the caller is told of what."""
        return preferences.change_preferences(self.db, actor, body)

    @endpoint("GET", "/api/unsubscribe/{token}/", returns=Unsubscribed, public=True, errors=NO_LINK)
    def show_unsubscription(self, token: str) -> Unsubscribed:
        """Show which mails a link in a mail ends."""
        return preferences.show_unsubscription(self.db, token)

    @endpoint("POST", "/api/unsubscribe/{token}/", returns=Unsubscribed, public=True, errors=NO_LINK)
    def unsubscribe(self, token: str) -> Unsubscribed:
        """End these mails; mail programs do it by themselves (RFC 8058)."""
        return preferences.unsubscribe(self.db, token)

    @endpoint("GET", "/api/calendar/", returns=CalendarAddress)
    def get_calendar(self, actor: Actor, base_url: str) -> CalendarAddress:
        """Show the secret address of the caller's calendar."""
        return calendar.get_address(self.db, actor, base_url)

    @endpoint("POST", "/api/calendar/reset/", returns=CalendarAddress)
    def reset_calendar(self, actor: Actor, base_url: str) -> CalendarAddress:
        """Give the caller's calendar another address; the old one ends."""
        return calendar.reset_address(self.db, actor, base_url)

    @endpoint("GET", "/api/calendar/{secret}.ics", returns=str, public=True, media_type=ICAL, errors=NO_LINK)
    def read_calendar(self, secret: str) -> Reply[str]:
        """Read a calendar at its secret address."""
        return calendar.read_calendar(self.db, RemoteCourses(self.courses), secret)

    @endpoint("GET", "/api/admin/parked/mail/", returns=ParkedMail, roles={"admin"})
    def list_parked_mail(self, query: PageQuery) -> Page[ParkedMail]:
        """List the mails that were given up, the newest first."""
        return parked.list_parked(self.db, query)

    @endpoint("POST", "/api/admin/parked/mail/{id}/replay/", roles={"admin"}, errors=NOT_PARKED)
    def replay_parked_mail(self, id: int) -> None:
        """Send a mail that was given up again."""
        parked.send_again(self.db, id)

    @endpoint("DELETE", "/api/admin/parked/mail/{id}/", roles={"admin"}, errors=NOT_PARKED)
    def drop_parked_mail(self, id: int) -> None:
        """Drop a mail that was given up."""
        parked.drop(self.db, id)

    @endpoint("GET", "/api/dev/mail/", returns=DevMails, public=True, errors=NO_TRIAL)
    def list_dev_mail(self) -> DevMails:
        """List the latest mails, where there is no mail server."""
        return dev_mail.list_mails(settings())

    @endpoint("GET", "/api/dev/mail/{id}/", returns=DevMailView, public=True, errors=NO_TRIAL)
    def get_dev_mail(self, id: int) -> DevMailView:
        """Show a mail, where there is no mail server."""
        return dev_mail.get_mail(settings(), id)

    @endpoint("GET", "/api/notifications/stream/", returns=LiveEvents, stream=CHANNEL)
    def stream(self, actor: Actor, last_event_id: str | None) -> LiveEvents:
        """Follow the caller's notifications as they happen.

        Server-Sent Events: `notification` with the notification, and `unread` with the count. A stream that is
        opened with `Last-Event-ID` begins with what was missed.
        """
        return inbox.missed(self.db, actor, last_event_id)
