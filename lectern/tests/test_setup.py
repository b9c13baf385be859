"""The set-up: steps that are done are skipped, and what goes wrong is told in a sentence."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from lectern.layout import ROOT
from lectern.setup import debian, stamps, steps
from lectern.setup.python import packages
from lectern.setup.steps import Impossible, Step


@pytest.fixture(autouse=True)
def _log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "LOG", tmp_path / "log" / "setup.log")


def test_only_what_is_needed_is_done(capsys: pytest.CaptureFixture[str]) -> None:
    done: list[str] = []
    steps.carry_out(
        [
            Step("Old", lambda: False, lambda: done.append("old")),
            Step("New", lambda: True, lambda: done.append("new")),
        ]
    )
    assert done == ["new"]
    assert capsys.readouterr().out.splitlines() == ["[1/2] Old … ready", "[2/2] New … 0 s"]


def test_a_failing_command_shows_its_last_lines_and_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    def fail() -> None:
        steps.command([sys.executable, "-c", "print('no route'); raise SystemExit(1)"], "Is the network up?")

    with pytest.raises(Impossible, match=r"no route\n\nIs the network up\?"):
        steps.carry_out([Step("Download", lambda: True, fail)])
    assert capsys.readouterr().out.splitlines() == ["[1/1] Download … failed"]


def test_a_fingerprint_tells_changes_of_content_and_of_names(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("a")
    two.write_text("b")
    first = stamps.fingerprint([one, two])
    assert stamps.fingerprint([two, one]) == first
    one.write_text("c")
    assert stamps.fingerprint([one, two]) != first
    assert stamps.fingerprint([two]) != stamps.fingerprint([two], "3.12")


def test_without_the_right_to_install_the_command_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian, "_may_install", lambda: False)
    with pytest.raises(Impossible, match=r"Please run: sudo apt-get install redis-server rabbitmq-server"):
        debian.install(["redis-server", "rabbitmq-server"])


def test_an_old_python_is_told_so(tmp_path: Path) -> None:
    """The entry file must be readable for Pythons that know nothing of today's syntax."""
    entry = (ROOT / "lectern" / "setup" / "__main__.py").read_text()
    assert 'f"' not in entry
    assert "->" not in entry
    pretend = f"import sys; sys.version_info = (3, 9, 2); exec(compile({entry!r}, 'entry', 'exec'))"
    done = subprocess.run([sys.executable, "-c", pretend], env={"PATH": str(tmp_path)}, capture_output=True, text=True)
    assert (done.returncode, done.stderr.strip()) == (1, "Lectern needs Python 3.11 or newer; this is 3.9.")


def test_the_set_up_needs_nothing_installed() -> None:
    """It runs before there is anything but Python's own library."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); import lectern.setup.plan"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def test_own_packages_are_imported_from_where_they_lie() -> None:
    named = [folder for folder in packages() if folder != ROOT]
    assert len(named) > 3
    for folder in named:
        found = importlib.util.find_spec(folder.name)
        assert found is not None
        assert str(found.origin) == str(folder / folder.name / "__init__.py")
