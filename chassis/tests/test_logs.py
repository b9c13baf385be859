"""What is written into logs stays one line for one thing that happened, whatever a text in it says."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from chassis import logs
from chassis.settings import Settings

FORGED = 'x\n{"event": "signed_in", "user": "dana"}\r\nlevel=info \x1b[2K \u2028 \x85 \x0b forged'
BREAKS = ("\n", "\r", "\x1b[2K", "\u2028", "\x85", "\x0b")


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    """Logging of the process that tests."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()


@pytest.mark.parametrize("form", ["json", "text"])
def test_a_text_cannot_add_a_line(form: Any, capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure(Settings(_env_file=None, log_format=form), "probe")
    structlog.get_logger("probe").warning("refused", title=FORGED, **{"key\nof": 1})
    logging.getLogger("a.library").warning("could not read %s", FORGED)
    said = capsys.readouterr().out
    assert said.count("\n") == 2
    for line in said.removesuffix("\n").split("\n"):
        assert "forged" in line
        assert not [one for one in BREAKS if one in line]
        if form == "json":
            assert json.loads(line)["level"] == "warning"
