"""What people wish to be told, and how."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from chassis.call import Actor
from chassis.database import Store
from chassis.errors import NotFound
from chassis.patch import changes_in
from notifications.domain.channels import DEFAULT
from notifications.domain.notices import NotificationType
from notifications.mail.addresses import ALL, Unsubscription, read_unsubscribe_token
from notifications.models import MailItem, Notification, Preference
from notifications.queries import people
from notifications.schemas import Choice, Preferences, PreferencesPatch, Unsubscribed


def get_preferences(db: Store, actor: Actor) -> Preferences:
    """How the actor wishes to be told of each type."""
    with db.read() as session:
        return _answer(session, actor.id)


def change_preferences(db: Store, actor: Actor, patch: PreferencesPatch) -> Preferences:
    """Change what was sent, and leave the rest."""
    with db.write() as session:
        for about, changes in changes_in(patch).items():
            sent = getattr(patch, about)
            _choose(session, actor.id, about, **changes_in(sent) if changes else {})
        return _answer(session, actor.id)


def show_unsubscription(db: Store, token: str) -> Unsubscribed:
    """What a link in a mail is about. Raises NotFound for one that was not made here."""
    link = _opened(token)
    with db.read() as session:
        return _state(session, link)


def unsubscribe(db: Store, token: str) -> Unsubscribed:
    """No more mails of that type, those that wait included. Raises NotFound for a link that was not made here."""
    link = _opened(token)
    types = list(NotificationType) if link.scope == ALL else [NotificationType(link.scope)]
    with db.write() as session:
        for about in types:
            _choose(session, link.user_id, about, email=False, digest=False)
        theirs = select(Notification.id).where(
            Notification.recipient_id == link.user_id, Notification.notification_type.in_(types)
        )
        session.execute(delete(MailItem).where(MailItem.mail_id.is_(None), MailItem.notification_id.in_(theirs)))
        return _state(session, link)


def _choose(session: Session, user_id: int, about: str, **changes: Any) -> None:
    chosen = people.preferences(session, user_id).get(about)
    if chosen is None:
        chosen = Preference(
            user_id=user_id,
            notification_type=about,
            in_app=DEFAULT.in_app,
            email=DEFAULT.email,
            digest=DEFAULT.digest,
        )
        session.add(chosen)
    for channel, wanted in changes.items():
        setattr(chosen, channel, wanted)
    session.flush()


def _answer(session: Session, user_id: int) -> Preferences:
    said = people.preferences(session, user_id)
    return Preferences(**{about: _choice(said.get(about)) for about in NotificationType})


def _choice(said: Preference | None) -> Choice:
    wish = said or DEFAULT
    return Choice(in_app=wish.in_app, email=wish.email, digest=wish.digest)


def _opened(token: str) -> Unsubscription:
    link = read_unsubscribe_token(token)
    if link is None or (link.scope != ALL and link.scope not in list(NotificationType)):
        raise NotFound("notifications.no_such_link", "This link is not, or no longer, valid.")
    return link


def _state(session: Session, link: Unsubscription) -> Unsubscribed:
    choices = _answer(session, link.user_id)
    types = list(NotificationType) if link.scope == ALL else [NotificationType(link.scope)]
    chosen = [getattr(choices, one) for one in types]
    mailed = [one for one in chosen if one.email or one.digest]
    return Unsubscribed(
        notification_type=None if link.scope == ALL else NotificationType(link.scope), is_mailed=bool(mailed)
    )
