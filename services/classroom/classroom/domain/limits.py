"""How fast and how much a socket may send: token buckets, on a clock that is an argument."""

from __future__ import annotations

from dataclasses import dataclass, field

LARGEST_JSON = 32 * 1024
LARGEST_AUDIO = 8 * 1024
MOST_LIVE_POINTS = 64
MOST_OBJECTS = 5_000
PATIENCE = 60
"""Refusals for being too fast that a socket survives, within PATIENCE_SECONDS."""
PATIENCE_SECONDS = 10.0

RATES = {"chat": (5, 10), "op": (30, 60), "eph": (30, 60), "audio": (60, 120)}
"""What is counted together → how many a second, and how many at once."""


@dataclass(slots=True)
class Bucket:
    """Holds `burst` tokens at most and gets `rate` a second."""

    rate: float
    burst: float
    tokens: float = -1.0
    at: float = 0.0

    def take(self, now: float) -> float:
        """Take a token; 0 if there was one, else the seconds until there is."""
        if self.tokens < 0:
            self.tokens, self.at = self.burst, now
        self.tokens = min(self.burst, self.tokens + (now - self.at) * self.rate)
        self.at = now
        if self.tokens >= 1:
            self.tokens -= 1
            return 0.0
        return (1 - self.tokens) / self.rate


@dataclass(slots=True)
class Pace:
    """The buckets of one socket, and how often it was refused of late."""

    is_limited: bool = True
    _buckets: dict[str, Bucket] = field(default_factory=lambda: {name: Bucket(*rate) for name, rate in RATES.items()})
    _refused: Bucket = field(default_factory=lambda: Bucket(PATIENCE / PATIENCE_SECONDS, PATIENCE))

    def wait(self, name: str, now: float) -> float:
        """0 when one more of these may come now, else the seconds until it may."""
        return self._buckets[name].take(now) if self.is_limited else 0.0

    def is_hopeless(self, now: float) -> bool:
        """Called for every refusal: whether there have been too many."""
        return self._refused.take(now) > 0
