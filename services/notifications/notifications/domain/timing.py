"""When mail leaves: folding of bursts, the daily digest, and the ladder of retries. Times are arguments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

FIRST_HOLD = timedelta(seconds=20)
LONGEST_HOLD = timedelta(minutes=15)
HOLD_MEMORY = timedelta(hours=1)
DIGEST_AT = time(7, 0)


def held_until(mails_lately: int, last: datetime | None) -> datetime | None:
    """Until when the next mail to somebody waits, so that what comes meanwhile shares it; None: it need not.

    `mails_lately` were sent within HOLD_MEMORY, the `last` of them then. The first leaves at once; each further
    one lets the next wait twice as long. Thirty events at once are two mails.
    """
    if not mails_lately or last is None:
        return None
    doubled: int = 2 ** min(mails_lately - 1, 10)
    return last + min(FIRST_HOLD * doubled, LONGEST_HOLD)


def next_digest(moment: datetime, zone: str) -> datetime:
    """The next seven o'clock in somebody's time zone, on whatever day and side of a clock change that is."""
    local = moment.astimezone(zone_named(zone))
    day = local.date() if local.time() < DIGEST_AT else local.date() + timedelta(days=1)
    return datetime.combine(day, DIGEST_AT, local.tzinfo).astimezone(UTC)


def next_attempt(attempts: int, ladder: Sequence[timedelta], moment: datetime) -> datetime | None:
    """When a mail that failed `attempts` times is tried again; None when that was the last rung."""
    return moment + ladder[attempts - 1] if attempts <= len(ladder) else None


@lru_cache(maxsize=600)
def zone_named(name: str) -> ZoneInfo:
    """The IANA time zone of this name; UTC for one that this machine does not know."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return ZoneInfo("UTC")
