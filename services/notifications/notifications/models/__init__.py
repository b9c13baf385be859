"""Tables."""

from __future__ import annotations

from notifications.models.base import Base
from notifications.models.deadlines import (
    EVERYBODY,
    Calendar,
    Deadline,
    Extension,
    Lesson,
    PlannedLesson,
    Reminder,
    Submission,
)
from notifications.models.mail import Mail, MailItem, MailStatus
from notifications.models.notification import Notification
from notifications.models.people import Preference, Reader

__all__ = [
    "EVERYBODY",
    "Base",
    "Calendar",
    "Deadline",
    "Extension",
    "Lesson",
    "Mail",
    "MailItem",
    "MailStatus",
    "Notification",
    "PlannedLesson",
    "Preference",
    "Reader",
    "Reminder",
    "Submission",
]
