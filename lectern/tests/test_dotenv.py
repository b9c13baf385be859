"""Reading `.env`: as people write it."""

from pathlib import Path

import pytest

from lectern import dotenv


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("PORT=8001", {"PORT": "8001"}),
        ("export PORT=8001", {"PORT": "8001"}),
        ("  PORT = 8001  ", {"PORT": "8001"}),
        ("PORT=8001 # the second copy", {"PORT": "8001"}),
        ("NAME='with # in it'", {"NAME": "with # in it"}),
        ('NAME="quoted"', {"NAME": "quoted"}),
        ("URL=amqp://a:b@c/?x=1", {"URL": "amqp://a:b@c/?x=1"}),
        ("EMPTY=", {"EMPTY": ""}),
        ("# PORT=8001", {}),
        ("", {}),
    ],
)
def test_a_line_is_read(tmp_path: Path, line: str, expected: dict[str, str]) -> None:
    file = tmp_path / ".env"
    file.write_text(f"{line}\n")
    assert dotenv.read(file) == expected


def test_without_a_file_nothing_is_set(tmp_path: Path) -> None:
    assert dotenv.read(tmp_path / ".env") == {}
