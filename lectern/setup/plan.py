"""Which steps each purpose takes."""

import sys
from collections.abc import Callable, Sequence

from lectern.setup import machine, python, web
from lectern.setup.steps import Impossible, Step, carry_out

PURPOSES: dict[str, Callable[[], list[Step]]] = {
    "run": lambda: [*python.steps(tools=False), machine.servers(), *web.steps()],
    "test": lambda: [
        *python.steps(tools=True),
        machine.test_servers(),
        machine.browser(),
        machine.deployment(),
        *web.steps(),
    ],
    "python": lambda: python.steps(tools=True),
}


def set_up(arguments: Sequence[str]) -> int:
    """Set up for the named purpose; returns the exit code."""
    purpose = arguments[0] if arguments else "run"
    try:
        carry_out(PURPOSES[purpose]())
    except Impossible as trouble:
        print(trouble, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0
