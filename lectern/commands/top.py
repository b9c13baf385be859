"""`python -m lectern top`: what the running system does at the moment."""

import argparse
import sys
import time
from pathlib import Path

from rich.console import Console
from rich.live import Live

from lectern.layout import ROOT
from lectern.top import compare, sample
from lectern.top.view import tables


def top(arguments: list[str]) -> int:
    """Show rates, times, processors and memory of all processes, until Ctrl-C; in a pipe, once."""
    parser = argparse.ArgumentParser(prog="lectern top", description=top.__doc__)
    parser.add_argument("--directory", type=Path, default=ROOT, help="where the system runs (default: here)")
    parser.add_argument("--seconds", type=float, default=2.0, help="between two looks (default: 2)")
    parser.add_argument("--once", action="store_true", help="one look, as text")
    asked = parser.parse_args(arguments)
    before = sample(asked.directory)
    if not before.processes:
        print("Lectern does not run here.", file=sys.stderr)
        return 1
    console = Console()
    if asked.once or not console.is_terminal:
        time.sleep(asked.seconds)
        Console(width=100).print(tables(compare(before, sample(asked.directory))))
        return 0
    try:
        with Live(console=console, screen=True, auto_refresh=False) as live:
            while True:
                time.sleep(asked.seconds)
                after = sample(asked.directory)
                live.update(tables(compare(before, after)), refresh=True)
                before = after
    except KeyboardInterrupt:
        return 0
