"""The ways mail leaves: how SMTP_URL is read, and files where there is no server."""

from __future__ import annotations

from pathlib import Path

import pytest

from chassis.testing.mailhost import mail_host
from notifications.mail.folder import FolderTransport, newest, numbered
from notifications.mail.message import Message
from notifications.mail.smtp import Server, SmtpTransport
from notifications.mail.transport import ServerAway


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.test", Server("mail.test", 25, "", "", "")),
        ("smtp://u:p%40ss@mail.test", Server("mail.test", 587, "u", "p@ss", "starttls")),
        ("smtp://u%40mail.test:p@mail.test:587?tls=1", Server("mail.test", 587, "u@mail.test", "p", "starttls")),
        ("smtp://u:p@mail.test:2525?tls=0", Server("mail.test", 2525, "u", "p", "")),
        ("smtps://u:p@mail.test", Server("mail.test", 465, "u", "p", "implicit")),
    ],
)
def test_the_address_of_a_mail_server_is_read(url: str, server: Server) -> None:
    assert Server.parse(url) == server


@pytest.mark.parametrize("url", ["mail.test:25", "http://mail.test", "smtp://"])
def test_an_address_that_is_none_is_refused_with_an_example(url: str) -> None:
    with pytest.raises(ValueError, match="smtp://user:password@host"):
        Server.parse(url)


def test_a_password_is_never_sent_to_a_server_that_cannot_encrypt() -> None:
    with mail_host() as host:
        transport = SmtpTransport(Server.parse(f"smtp://u:secret@127.0.0.1:{host.port}"), 5)
        with pytest.raises(ServerAway), transport.connected():
            pass


def mail(number: int) -> Message:
    return Message(
        number, f"ref{number}", "lectern@lectern.test", "bob@lectern.test", b"Subject: Hello\r\n\r\nHello\r\n"
    )


def test_mails_without_a_server_are_files_and_the_same_mail_is_the_same_file(tmp_path: Path) -> None:
    folder = tmp_path / "mail"
    with FolderTransport(folder).connected() as connection:
        for number in (1, 2, 10, 2):
            connection.send(mail(number))
    assert len(list(folder.iterdir())) == 3
    assert [number for number, _ in newest(folder, 2)] == [10, 2]
    found = numbered(folder, 2)
    assert found is not None
    assert found["Subject"] == "Hello"
    assert numbered(folder, 3) is None


def test_a_folder_that_cannot_be_made_is_a_server_that_is_away(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("in the way")
    with pytest.raises(ServerAway), FolderTransport(tmp_path / "mail").connected():
        pass


def test_there_are_no_mails_before_the_first(tmp_path: Path) -> None:
    assert newest(tmp_path / "nothing", 5) == []
