"""What people asked for and were promised while things broke: what the end is compared with."""

from __future__ import annotations

import threading
import time
from collections import Counter, defaultdict
from collections.abc import Hashable
from enum import StrEnum


class Kind(StrEnum):
    """What people ask for."""

    COURSE = "course"
    QUIZ = "quiz"
    ENROLMENT = "enrolment"
    LEAVING = "leaving"
    RATING = "rating"
    SUBMISSION = "submission"
    MESSAGE = "message"
    STROKE = "stroke"


class Book:
    """Kept by all threads together. Each thing that is asked for has a key of its own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.promised: dict[Kind, dict[Hashable, bool]] = {kind: {} for kind in Kind}
        """Whether it was acknowledged; what was not is either wholly there or not at all."""
        self.said: dict[tuple[int, str], list[str]] = defaultdict(list)
        """By room and client, the acknowledged messages in their order."""
        self.answers: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.longest_silence = 0.0
        self._heard_at = time.monotonic()

    def ask(self, kind: Kind, key: Hashable) -> None:
        """Somebody asks for something."""
        with self._lock:
            self.promised[kind][key] = False

    def promise(self, kind: Kind, key: Hashable) -> None:
        """It was acknowledged."""
        with self._lock:
            self.promised[kind][key] = True

    def note(self, answer: str, is_success: bool = False) -> None:
        """How a request ended."""
        moment = time.monotonic()
        with self._lock:
            self.answers[answer] += 1
            if is_success:
                self.longest_silence = max(self.longest_silence, moment - self._heard_at)
                self._heard_at = moment

    def complain(self, trouble: str) -> None:
        """Something happened that never should."""
        with self._lock:
            self.wrong.append(trouble)

    @property
    def acknowledged(self) -> Counter[str]:
        """How many of each kind were promised."""
        return Counter({kind.value: sum(one.values()) for kind, one in self.promised.items()})
