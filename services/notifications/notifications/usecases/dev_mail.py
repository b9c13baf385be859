"""Looking at mails where there is no mail server, to try the system out. Never in production."""

from __future__ import annotations

from email.message import EmailMessage

from chassis.errors import NotFound
from notifications.config import NotificationsSettings
from notifications.mail import folder
from notifications.schemas import DevMail, DevMails, DevMailView

LATEST = 50


def list_mails(settings: NotificationsSettings) -> DevMails:
    """The latest mails. Raises NotFound in production and with a mail server."""
    _require_trial(settings)
    return DevMails(mails=[DevMail(**_head(number, mail)) for number, mail in folder.newest(settings.mail_dir, LATEST)])


def get_mail(settings: NotificationsSettings, number: int) -> DevMailView:
    """One mail. Raises NotFound."""
    _require_trial(settings)
    mail = folder.numbered(settings.mail_dir, number)
    if mail is None:
        raise NotFound("notifications.no_such_mail", "There is no such mail.")
    return DevMailView(
        **_head(number, mail),
        sender=str(mail["From"]),
        text=_part(mail, "plain"),
        html=_part(mail, "html"),
        unsubscribe_url=str(mail["List-Unsubscribe"] or "").strip("<>"),
    )


def _require_trial(settings: NotificationsSettings) -> None:
    if settings.env == "production" or settings.smtp_url:
        raise NotFound("notifications.no_dev_mail", "Mails can be looked at only where the system is tried out.")


def _head(number: int, mail: EmailMessage) -> dict[str, str | int]:
    return {"id": number, "to": str(mail["To"]), "subject": str(mail["Subject"]), "date": str(mail["Date"])}


def _part(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body((kind,))
    return str(body.get_content()) if body else ""
