"""Invitations and new passwords: mailed once for each time they are sent, their tokens sealed until then."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from chassis.database import Store
from chassis.sealing import seal
from notifications.mail.folder import FolderTransport, newest
from notifications.models import Mail, MailStatus
from notifications.news import InvitationSent, PasswordResetRequested
from notifications.usecases.delivery import deliver
from notifications.usecases.letterbox import invite, reset_password

from .conftest import BOB, FakeAccounts

EXPIRY = datetime(2026, 2, 1, 12, tzinfo=UTC)


def invitation(attempt: int = 1, opened: str = "tok/en", purpose: str = "invitation") -> InvitationSent:
    return InvitationSent(
        invitation_id=3,
        email="eve@elsewhere.test",
        full_name="Eve Eliot",
        inviter_name="Alice Archer",
        course_title="Biology",
        sealed_token=seal(opened, purpose),
        expires_at=EXPIRY,
        attempt=attempt,
    )


def delivered(db: Store, folder: Path) -> list[tuple[str, str, str]]:
    """Address, subject and text of every mail, the newest first."""
    deliver(db, FakeAccounts(), FolderTransport(folder), "me")
    found = newest(folder, 10)
    return [(str(one["To"]), str(one["Subject"]), _text(one)) for _, one in found]


def _text(mail: object) -> str:
    return str(mail.get_body(("plain",)).get_content())  # type: ignore[attr-defined]


def test_an_invitation_leads_to_its_page_and_is_mailed_once_each_time(db: Store, tmp_path: Path) -> None:
    for attempt in (1, 1, 2):
        invite(db, invitation(attempt))
    _, (to, subject, text) = delivered(db, tmp_path / "mail")
    assert to == "Eve Eliot <eve@elsewhere.test>"
    assert subject == "Alice Archer invites you to Biology"
    assert "http://127.0.0.1:8000/invite/tok%2Fen" in text
    assert "Sunday, 1 February 2026 at 12:00 (UTC)" in text


def test_a_new_password_is_mailed_to_the_accounts_own_address(db: Store, tmp_path: Path) -> None:
    sealed = seal("secret", "password-reset")
    request = PasswordResetRequested(user_id=BOB.id, email="x@y.test", sealed_token=sealed, expires_at=EXPIRY)
    reset_password(db, "event", request)
    reset_password(db, "event", request)
    ((to, subject, text),) = delivered(db, tmp_path / "mail")
    assert to == "Bob Bell <bob@lectern.test>"
    assert subject == "A new password for Lectern"
    assert "http://127.0.0.1:8000/reset/secret" in text


def test_tokens_are_in_no_copy_of_the_database_and_gone_when_sent(db: Store, tmp_path: Path) -> None:
    invite(db, invitation(opened="findme"))
    assert b"findme" not in b"".join(file.read_bytes() for file in tmp_path.glob("notifications*"))
    delivered(db, tmp_path / "mail")
    with db.read() as session:
        assert session.scalars(select(Mail.facts)).all() == [{}]


def test_a_token_sealed_for_something_else_is_not_opened(db: Store, tmp_path: Path) -> None:
    invite(db, invitation(purpose="password-reset"))
    assert delivered(db, tmp_path / "mail") == []
    with db.read() as session:
        assert session.scalars(select(Mail.status)).all() == [MailStatus.PARKED]
