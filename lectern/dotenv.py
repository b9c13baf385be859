"""Reading a `.env` file: NAME=value lines. Standard library only, for it's read before anything is installed."""

from pathlib import Path


def read(file: Path) -> dict[str, str]:
    """The settings in the file; none if there is no file."""
    if not file.exists():
        return {}
    lines = (line.strip() for line in file.read_text().splitlines())
    return dict(_pair(line) for line in lines if "=" in line and not line.startswith("#"))


def _pair(line: str) -> tuple[str, str]:
    name, value = line.removeprefix("export ").split("=", 1)
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return name.strip(), value[1:-1]
    return name.strip(), value.split(" #")[0].rstrip()
