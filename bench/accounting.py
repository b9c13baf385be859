"""What processes cost: CPU time and memory of a process and all that it has started, from /proc."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PARENT, USER, SYSTEM = 1, 11, 12
"""Positions in /proc/PID/stat behind the name (proc(5): fields 4, 14 and 15)."""


def cpu_seconds(pid: int) -> float:
    """The CPU time of a process so far; 0 if it is gone."""
    fields = _fields(pid)
    return (int(fields[USER]) + int(fields[SYSTEM])) / TICKS if fields else 0.0


def waited_seconds(pid: int) -> float:
    """How long the main thread of a process wanted to run and got no core so far (proc(5), schedstat)."""
    fields = _read(pid, "schedstat").split()
    return int(fields[1]) / 1e9 if fields else 0.0


def family(roots: Iterable[int]) -> set[int]:
    """Processes and everything that descends from them."""
    pids = {int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()}
    parents = {pid: int(fields[PARENT]) for pid in pids if (fields := _fields(pid))}
    found, grown = set[int](), set(roots)
    while grown:
        found |= grown
        grown = {pid for pid, parent in parents.items() if parent in found} - found
    return found


def total_cpu_seconds(roots: Iterable[int]) -> float:
    """The CPU time of a whole family so far."""
    return sum(cpu_seconds(pid) for pid in family(roots))


def by_program(pids: Iterable[int]) -> dict[str, float]:
    """CPU seconds so far by what the processes run, as `python -m` names it."""
    spent: dict[str, float] = {}
    for pid in pids:
        name = _program(pid)
        spent[name] = spent.get(name, 0.0) + cpu_seconds(pid)
    return spent


def memory_mb(roots: Iterable[int]) -> float:
    """The family's memory in MB, shared pages divided among those that share them (PSS)."""
    total = 0
    for pid in family(roots):
        for line in _read(pid, "smaps_rollup").splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
    return total / 1024


def resident_kib(pid: int) -> int:
    """The resident memory of one process in KiB, shared pages and all."""
    return next(int(line.split()[1]) for line in _read(pid, "status").splitlines() if line.startswith("VmRSS"))


def _program(pid: int) -> str:
    words = [word for word in _read(pid, "cmdline").split("\0") if word]
    if "-m" in words[:-1]:
        module = words[words.index("-m") + 1]
        return words[-1] if module == "chassis.run" else module
    return Path(words[0]).name if words else "gone"


def _fields(pid: int) -> list[str]:
    return _read(pid, "stat").rpartition(")")[2].split()


def _read(pid: int, name: str) -> str:
    try:
        return Path(f"/proc/{pid}/{name}").read_text(errors="replace")
    except OSError:
        return ""
