"""Mails can be looked at where the system is tried out, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from chassis.database import Store
from chassis.errors import NotFound
from notifications.config import NotificationsSettings
from notifications.domain.notices import Kind, to_all
from notifications.mail.folder import FolderTransport
from notifications.usecases.delivery import deliver
from notifications.usecases.dev_mail import get_mail, list_mails
from notifications.usecases.telling import notify

from .conftest import BOB, FakeAccounts, FakeLive


def trial(folder: Path, **more: str) -> NotificationsSettings:
    return NotificationsSettings(mail_dir=folder, **more)  # type: ignore[arg-type]  # settings read text


def test_the_latest_mails_are_listed_and_shown_whole(db: Store, tmp_path: Path) -> None:
    folder = tmp_path / "mail"
    assert list_mails(trial(folder)).mails == []
    notify(db, FakeLive(), "e", to_all([BOB.id], Kind.STUDENT_ADDED, {"course": "<b>Bio", "teacher": "A"}, "/c/5"))
    deliver(db, FakeAccounts(), FolderTransport(folder), "me")
    (mail,) = list_mails(trial(folder)).mails
    assert (mail.to, mail.subject) == ("Bob Bell <bob@lectern.test>", "You were added to <b>Bio")
    shown = get_mail(trial(folder), mail.id)
    assert "A has added you to <b>Bio." in shown.text
    assert "&lt;b&gt;Bio" in shown.html
    assert "/api/unsubscribe/2~enrollment~" in shown.unsubscribe_url


@pytest.mark.parametrize(
    "place", [{"env": "production", "secret_key": "0123456789abcdef" * 2}, {"smtp_url": "smtp://mail.test"}]
)
def test_in_production_there_is_nothing_to_see(tmp_path: Path, place: dict[str, str]) -> None:
    for look in (list_mails, lambda settings: get_mail(settings, 1)):
        with pytest.raises(NotFound):
            look(trial(tmp_path, **place))


def test_a_mail_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        get_mail(trial(tmp_path), 1)
