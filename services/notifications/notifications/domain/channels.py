"""How a notification may reach somebody, and what people wish by default."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Channels:
    """The ways open to one type of notification. With both mails on, the one at once is enough."""

    in_app: bool = True
    email: bool = True
    digest: bool = False

    @property
    def by_mail(self) -> str | None:
        """Which mail takes it: `email`, `digest`, or none."""
        return "email" if self.email else "digest" if self.digest else None


DEFAULT = Channels()
