"""What `make audit` makes of the answers of both tools: known, nothing known, and not reached."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from lectern.audit import Looked, Weakness, allowed, judge, read_npm, read_pip

CLEAN_PIP = {"dependencies": [{"name": "httpx", "version": "0.28", "vulns": []}], "fixes": []}
FOUND_PIP = {"dependencies": [{"name": "pillow", "version": "1", "vulns": [{"id": "PYSEC-1", "fix_versions": ["2"]}]}]}
SKIPPED_PIP = {
    "dependencies": [{"name": "httpx", "skip_reason": "Dependency not found"}, {"name": "redis", "vulns": []}]
}
FLAW = {"name": "marked", "url": "https://lists.example/advisories/GHSA-1", "title": "Slow", "severity": "high"}
FOUND_NPM = {"vulnerabilities": {"marked": {"via": [FLAW]}, "needs-marked": {"via": ["marked"]}}}
UNREACHED_NPM = {"message": "405 Method Not Allowed", "error": {"summary": "", "detail": ""}}


def test_nothing_known_is_said_and_passes(capsys: pytest.CaptureFixture[str]) -> None:
    looked = [read_pip(json.dumps(CLEAN_PIP)), read_npm(json.dumps({"vulnerabilities": {}}))]
    assert looked == [Looked("Python"), Looked("web")]
    assert judge(looked, ()) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Nothing is known that counts."


def test_what_is_known_is_named_once_and_fails(capsys: pytest.CaptureFixture[str]) -> None:
    looked = [read_pip(json.dumps(FOUND_PIP)), read_npm(json.dumps(FOUND_NPM))]
    assert [one.found for one in looked] == [(Weakness("pillow", "PYSEC-1"),), (Weakness("marked", "GHSA-1"),)]
    assert judge(looked, ()) == 1
    assert "2 known weaknesses" in capsys.readouterr().out
    assert judge(looked, {"PYSEC-1", "GHSA-1"}) == 0


@pytest.mark.parametrize("said", ["", "no JSON", "[]", json.dumps(UNREACHED_NPM)])
def test_a_list_that_does_not_answer_claims_nothing_and_passes(said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert judge([read_pip(said), read_npm(said)], ()) == 0
    told = capsys.readouterr().out.splitlines()
    assert [line.count("NOT LOOKED AT") for line in told] == [1, 1, 0]
    assert told[-1].startswith("UNREACHABLE")


def test_a_package_that_was_skipped_was_not_looked_at(capsys: pytest.CaptureFixture[str]) -> None:
    looked = read_pip(json.dumps(SKIPPED_PIP))
    assert looked.unseen == "no answer about 1 of 2 packages"
    assert judge([looked, read_npm(json.dumps(FOUND_NPM))], ()) == 1, "what is known elsewhere still counts"
    assert "NOT LOOKED AT" in capsys.readouterr().out


def test_what_is_allowed_says_why_and_only_for_a_while(tmp_path: Path) -> None:
    file = tmp_path / "audit.toml"
    assert allowed(file, date(2026, 1, 1)) == set()
    file.write_text('[[allowed]]\nname = "PYSEC-1"\nreason = "We call none of it."\nuntil = 2026-06-01\n')
    assert allowed(file, date(2026, 5, 31)) == {"PYSEC-1"}
    assert allowed(file, date(2026, 6, 1)) == set()
    file.write_text('[[allowed]]\nname = "PYSEC-1"\nreason = " "\nuntil = 2026-06-01\n')
    with pytest.raises(ValueError, match="does not say why"):
        allowed(file, date(2026, 5, 31))
