"""Temporary folders are removed: by whoever used them, or by the next when that was killed."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from chassis import scratch

PREFIX = "lectern-scratch-"
WAITS = (
    f"from chassis import scratch\nwith scratch.folder({PREFIX!r}) as path:\n    print(path, flush=True)\n    input()"
)


@pytest.fixture(autouse=True)
def _own_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def age(path: Path) -> None:
    """Make it look as if it had been made long ago."""
    os.utime(path, (1, 1), follow_symlinks=False)


def test_a_folder_is_gone_with_its_block() -> None:
    with scratch.folder(PREFIX) as path:
        (path / "a.pdf").write_bytes(b"x")
    assert not path.exists()


def test_what_a_killed_process_left_is_swept_and_what_another_uses_is_not(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WAITS],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    ) as process:
        assert process.stdout is not None
        path = Path(process.stdout.readline().decode().strip())
        age(path)
        scratch.sweep(PREFIX)
        assert path.exists()
        process.kill()
    age(path)
    with scratch.folder(PREFIX):
        assert not path.exists()


def test_what_is_young_or_of_another_name_or_no_folder_is_left_alone(tmp_path: Path) -> None:
    young, other, elsewhere = tmp_path / f"{PREFIX}young", tmp_path / "other", tmp_path / "elsewhere"
    for path in (young, other, elsewhere):
        path.mkdir()
    link, file = tmp_path / f"{PREFIX}link", tmp_path / f"{PREFIX}file"
    link.symlink_to(elsewhere)
    file.touch()
    for path in (other, elsewhere, link, file):
        age(path)
    scratch.sweep(PREFIX)
    assert all(path.exists() for path in (young, other, elsewhere, link, file))
    age(young)
    scratch.sweep(PREFIX)
    assert not young.exists()


def test_what_is_somebody_elses_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / f"{PREFIX}theirs"
    path.mkdir()
    age(path)
    monkeypatch.setattr(os, "geteuid", lambda: path.stat().st_uid + 1)
    scratch.sweep(PREFIX)
    assert path.exists()
