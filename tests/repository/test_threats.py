"""Every defence in docs/security.md is shown by a test that exists."""

from __future__ import annotations

import re
import tomllib

import pytest

from lectern.layout import ROOT

HEAD = "| attack | defence | shown by |\n| --- | --- | --- |\n"
TABLE = (ROOT / "docs" / "security.md").read_text().partition(HEAD)[2].partition("\n\n")[0]
ROWS = [tuple(line.strip("| ").split(" | ")) for line in TABLE.splitlines()]
PLACE = re.compile(r"`((?:chassis|gateway|lectern|services|tests|web)/[\w./-]+)`")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_defence_names_a_test_that_exists(row: tuple[str, ...]) -> None:
    attack, _, shown = row
    named = PLACE.findall(shown)
    assert named, f"{attack}: no test is named"
    assert [place for place in named if not is_tested_by(place)] == []


def is_tested_by(place: str) -> bool:
    """Whether it is a file with tests, or a folder that has such files."""
    path = ROOT / place
    files = path.rglob("test_*.py") if path.is_dir() else [path]
    return any(
        one.exists() and re.search(r"def test_\w+\(|^Test\w+ = |\btest\(", one.read_text(), re.MULTILINE)
        for one in files
    )


def test_the_rules_of_bandit_are_on_for_all_code_that_runs() -> None:
    lint = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["ruff"]["lint"]
    assert "S" in lint["select"]
    assert "S" not in lint.get("ignore", ())
    let_off = {where for where, rules in lint["per-file-ignores"].items() if any(one.startswith("S") for one in rules)}
    assert let_off == {"**/tests/**", "tests/**", "**/migrations/**", "lectern/**"}
