"""How large each process is, over time: memory that stays resident, and descriptors that are open."""

from __future__ import annotations

import os
import resource
import threading
import time
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from lectern.system import System

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Reading:
    """One look at a process."""

    moment: float
    megabytes: float
    descriptors: int


@dataclass(frozen=True)
class Life:
    """One process that lived through the second half: medians of the first looks, of the third and last quarters."""

    name: str
    megabytes: tuple[float, float, float]
    descriptors: tuple[float, float, float]

    @property
    def grown_megabytes(self) -> float:
        """From the middle to the end."""
        return self.megabytes[2] - self.megabytes[1]

    @property
    def grown_descriptors(self) -> float:
        """From the middle to the end."""
        return self.descriptors[2] - self.descriptors[1]


class Vitals:
    """Looks at all processes every `pause` seconds, from its beginning until `stop`."""

    def __init__(self, system: System, pause: float) -> None:
        self._system, self._pause = system, pause
        self._readings: dict[tuple[str, int], list[Reading]] = defaultdict(list)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self.began = time.monotonic()
        self.ended = self.began
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._stopping.set()
        self._thread.join()
        self.ended = time.monotonic()

    def lives(self) -> list[Life]:
        """Of those that were not started again in the second half."""
        middle, quarter = (self.began + self.ended) / 2, (self.ended - self.began) / 4
        found = []
        for (name, _), readings in sorted(self._readings.items()):
            third = [one for one in readings if middle <= one.moment < middle + quarter]
            last = [one for one in readings if one.moment >= middle + quarter]
            if readings[0].moment <= middle and third and last and last[-1].moment >= self.ended - 3 * self._pause:
                parts = (readings[: len(third)], third, last)
                found.append(
                    Life(
                        name,
                        _medians(*([one.megabytes for one in part] for part in parts)),
                        _medians(*([float(one.descriptors) for one in part] for part in parts)),
                    )
                )
        return found

    def _run(self) -> None:
        while not self._stopping.wait(self._pause):
            for name in self._system.process_names:
                pid = self._system.pid_of(name)
                with suppress(OSError):  # away, or gone at this very moment
                    reading = _look(pid)
                    self._readings[name, pid].append(reading)


def _look(pid: int) -> Reading:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    descriptors = len(os.listdir(f"/proc/{pid}/fd"))
    return Reading(time.monotonic(), pages * resource.getpagesize() / MEGABYTE, descriptors)


def _medians(first: list[float], third: list[float], last: list[float]) -> tuple[float, float, float]:
    return median(first), median(third), median(last)
