"""How often one may try to sign in, register or invite. Of sign-ins only the failed ones count; see the README."""

from __future__ import annotations

from redis import Redis

from accounts.config import settings
from accounts.domain import network
from chassis.errors import TooMany
from chassis.redis import connect
from chassis.text import text_key
from chassis.throttle import Throttle

FAILURES_PER_ACCOUNT = Throttle("accounts.login", limit=10, window=15 * 60)
FAILURES_PER_ADDRESS = Throttle("accounts.login", limit=50, window=15 * 60)
REGISTRATIONS_PER_ADDRESS = Throttle("accounts.register", limit=120, window=60)
"""A class of thirty behind one school's address registers within a minute or two."""
FORGETTING_PER_ADDRESS = Throttle("accounts.forgot_password", limit=60, window=3600)
RESET_MAILS_PER_ACCOUNT = Throttle("accounts.reset_mail", limit=5, window=3600)
INVITATIONS_PER_TEACHER = Throttle("accounts.invite", limit=10_000, window=24 * 3600)
"""Two lists as long as they may be, or a great many single ones."""
RESENDS_PER_INVITATION = Throttle("accounts.resend", limit=5, window=3600)
"""Nobody's mailbox is filled by sending the same again and again."""


def begin_login(username: str, address: str) -> None:
    """Count a failure in advance, so that guesses made at one instant are all counted. `login_succeeded` takes it back.

    Names that do not exist are counted as well, so that they look no different. Raises TooMany when this name or this
    address has failed too often.
    """
    if redis := _redis():
        FAILURES_PER_ACCOUNT.take(redis, _account(username))
        if address:
            FAILURES_PER_ADDRESS.take(redis, _address(address))


def login_succeeded(username: str, address: str) -> None:
    """The account's owner is back. The address's other failures stay: it may be guessing others' passwords too."""
    forget_failures(username)
    if address and (redis := _redis()):
        FAILURES_PER_ADDRESS.give_back(redis, _address(address))


def forget_failures(username: str) -> None:
    """Nobody has to wait for this account any more."""
    if redis := _redis():
        FAILURES_PER_ACCOUNT.forget(redis, _account(username))


def count_registration(address: str) -> None:
    """Raises TooMany when this address registers too fast."""
    if address and (redis := _redis()):
        REGISTRATIONS_PER_ADDRESS.take(redis, _address(address))


def count_forgetting(address: str) -> None:
    """Raises TooMany when this address asks for too many links."""
    if address and (redis := _redis()):
        FORGETTING_PER_ADDRESS.take(redis, _address(address))


def may_mail_reset(user_id: int) -> bool:
    """Whether somebody may be sent one more link. Whoever asks is not told: that would tell who exists."""
    if redis := _redis():
        try:
            RESET_MAILS_PER_ACCOUNT.take(redis, str(user_id))
        except TooMany:
            return False
    return True


def check_invitations(teacher_id: int) -> None:
    """Raises TooMany when a teacher has invited too many people today."""
    if redis := _redis():
        INVITATIONS_PER_TEACHER.check(redis, str(teacher_id))


def count_invitations(teacher_id: int, amount: int) -> None:
    """So many mails were sent for a teacher."""
    if redis := _redis():
        INVITATIONS_PER_TEACHER.count(redis, str(teacher_id), amount)


def count_resend(invitation_id: int) -> None:
    """Raises TooMany when an invitation was sent again too often."""
    if redis := _redis():
        RESENDS_PER_INVITATION.take(redis, str(invitation_id))


def _redis() -> Redis | None:
    return connect(settings().redis_url) if settings().rate_limits == "on" else None


def _account(username: str) -> str:
    return f"account:{text_key(username)}"


def _address(address: str) -> str:
    return f"address:{network(address)}"
