"""The launcher's commands: `python -m lectern run | stop | backup | accounts | parked | doctor | top | test | …`."""

import sys

from lectern.commands import COMMANDS


def main(arguments: list[str]) -> int:
    """Run the command; returns its exit code."""
    name, *rest = arguments or ["help"]
    if name not in COMMANDS:
        print(__doc__, *(f"  {known:21}{command.__doc__}" for known, command in COMMANDS.items()), sep="\n")
        return 2
    return COMMANDS[name](rest)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
