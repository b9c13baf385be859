"""Writing the letters: from rows to what is in a mail, in its reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from chassis.sealing import unseal
from notifications.config import settings
from notifications.domain.mails import MailKind
from notifications.mail.addresses import ALL, unsubscribe_token
from notifications.mail.letter import Entry, Footer, Letter, Recipient
from notifications.models import Mail, Notification
from notifications.texts import known, phrase, readable, said

MOST_ENTRIES = 30
SEALED: dict[str, str] = {MailKind.INVITATION: "invite", MailKind.PASSWORD_RESET: "reset"}


def news_letter(mail: Mail, to: Recipient, told: Sequence[Notification]) -> Letter:
    """A mail of what somebody was told: one thing, or several."""
    language = known(to.language)
    entries = [_entry(one, to) for one in told[:MOST_ENTRIES]]
    hidden = len(told) - len(entries)
    scope = _scope(told)
    token = unsubscribe_token(mail.recipient_id or 0, scope)
    return Letter(
        number=mail.id,
        reference=mail.message_id,
        to=to,
        subject=_subject(mail, told, entries, language),
        greeting=phrase("greeting", language, name=to.name),
        entries=entries,
        footer=_news_footer(token, scope, language),
        more=phrase("more", language, count=hidden) if hidden else "",
        unsubscribe_url=f"{settings().base_url}/api/unsubscribe/{token}/",
    )


def sealed_letter(mail: Mail, to: Recipient) -> Letter:
    """An invitation or a new password: its token is opened only here. Raises ValueError when it cannot be."""
    language, base = known(to.language), settings().base_url
    token = unseal(mail.facts["sealed_token"], mail.kind.replace("_", "-"))
    facts = readable(mail.facts, language, to.time_zone)
    words = {part: phrase(f"{mail.kind}_{part}", language, **facts) for part in ("title", "message", "action", "why")}
    url = f"{base}/{SEALED[mail.kind]}/{quote(token, safe='')}"
    return Letter(
        number=mail.id,
        reference=mail.message_id,
        to=to,
        subject=words["title"],
        greeting=phrase("greeting", language, name=to.name or to.address),
        entries=[Entry(words["title"], words["message"], words["action"], url)],
        footer=Footer(words["why"]),
    )


def _entry(notification: Notification, to: Recipient) -> Entry:
    words = said(notification.kind, notification.facts, to.language, to.time_zone)
    return Entry(words.title, words.message, words.action, settings().base_url + notification.link)


def _subject(mail: Mail, told: Sequence[Notification], entries: Sequence[Entry], language: str) -> str:
    if mail.kind == MailKind.DIGEST:
        return phrase("digest", language, count=len(told))
    return entries[0].title if len(told) == 1 else phrase("several", language, count=len(told))


def _scope(told: Sequence[Notification]) -> str:
    """What a click on `unsubscribe` ends: mails of this type, or of all if the mail is about several."""
    types = {one.notification_type for one in told}
    return next(iter(types)) if len(types) == 1 else ALL


def _news_footer(token: str, scope: str, language: str) -> Footer:
    base = settings().base_url
    ending = "unsubscribe_all" if scope == ALL else "unsubscribe"
    links = [
        (phrase(ending, language), f"{base}/unsubscribe/{token}"),
        (phrase("settings", language), f"{base}/settings/notifications"),
    ]
    return Footer(phrase("why", language), links)
