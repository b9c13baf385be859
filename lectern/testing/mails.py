"""Reading the mails that a system without a mail server leaves as files."""

import email
import email.policy
from pathlib import Path

from lectern.system import System
from lectern.waiting import wait_until

SECONDS = 60


def mail_to(system: System, address: str) -> str:
    """The plain text of the first mail to somebody, once it is there. Raises TooLate."""

    def found() -> list[str]:
        read = [_text(file) for file in sorted((system.var / "mail").rglob("*.eml"))]
        return [text for recipient, text in read if recipient == address]

    wait_until(lambda: bool(found()), SECONDS, f"a mail to {address}")
    return found()[0]


def _text(file: Path) -> tuple[str, str]:
    message = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    body = message.get_body(("plain",))
    return message["To"].addresses[0].addr_spec, str(body.get_content()) if body else ""
