"""`make stop`: the launcher that runs is told to end, and has ended when the command returns."""

import subprocess
import sys
from pathlib import Path

import pytest

from lectern.commands import COMMANDS
from lectern.waiting import wait_until

LAUNCHER = """
import os, pathlib, signal, sys
file = pathlib.Path("var/run/launcher.pid")
signal.signal(signal.SIGTERM, lambda *_: (file.unlink(), sys.exit(0)))
file.with_suffix(".new").write_text(str(os.getpid()))
file.with_suffix(".new").rename(file)
signal.pause()
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which a launcher leaves its process id."""
    monkeypatch.setattr(sys.modules[COMMANDS["stop"].__module__], "ROOT", tmp_path)
    folder = tmp_path / "var" / "run"
    folder.mkdir(parents=True)
    return folder


def test_it_ends_the_launcher_and_waits_for_it(run: Path) -> None:
    launcher = subprocess.Popen([sys.executable, "-c", LAUNCHER], cwd=run.parents[1])
    try:
        wait_until(lambda: (run / "launcher.pid").exists(), 60, "the launcher runs")
        assert COMMANDS["stop"]([]) == 0
        assert not (run / "launcher.pid").exists()
        assert launcher.wait(60) == 0
    finally:
        launcher.kill()


def test_nothing_to_stop_is_said(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert COMMANDS["stop"]([]) == 0
    assert "does not run here" in capsys.readouterr().out
