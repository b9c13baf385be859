"""The figures as tables for a terminal."""

from __future__ import annotations

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from lectern.top.figures import Figures, Process

LATE_SECONDS = 30


def tables(figures: Figures) -> RenderableType:
    """Everything, one below the other."""
    return Group(_processes(figures), _services(figures), _line(figures))


def _processes(figures: Figures) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("process")
    for name in ("a second", "failed", "p50 ms", "p95 ms", "CPU %", "MB"):
        table.add_column(name, justify="right")
    for one in figures.processes:
        table.add_row(*_cells(one), style="" if one.answers else "red")
    return table


def _cells(one: Process) -> list[str]:
    if not one.answers:
        return [one.name, "does not answer", "", "", "", "", ""]
    work = one.work
    figures = [f"{work.rate:.1f}", f"{work.failures:.1f}", _milliseconds(work.p50), _milliseconds(work.p95)]
    return [one.name, *figures, f"{one.cpu * 100:.0f}", f"{one.memory:.0f}"]


def _services(figures: Figures) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("service")
    for name in ("calls waiting", "events waiting", "outbox behind, s", "parked"):
        table.add_column(name, justify="right")
    for name in sorted(figures.outbox_lag.keys() | figures.parked.keys()):
        lag, parked = figures.outbox_lag.get(name, 0.0), figures.parked.get(name, 0.0)
        waiting = [f"{kind.get(name, 0.0):.0f}" for kind in (figures.calls, figures.events)]
        table.add_row(
            name, *waiting, f"{lag:.1f}", f"{parked:.0f}", style="red" if parked or lag > LATE_SECONDS else ""
        )
    return table


def _line(figures: Figures) -> Text:
    return Text(f"sockets in rooms: {figures.sockets:.0f}   event streams: {figures.streams:.0f}")


def _milliseconds(seconds: float | None) -> str:
    return "" if seconds is None else f"{seconds * 1000:.1f}"
