"""Tables."""

from __future__ import annotations

from notifications.models.base import Base
from notifications.models.mail import Mail, MailItem, MailStatus
from notifications.models.notification import Notification
from notifications.models.people import Preference, Reader

__all__ = ["Base", "Mail", "MailItem", "MailStatus", "Notification", "Preference", "Reader"]
