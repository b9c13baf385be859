"""What the documents say is so: settings, commands, links."""

import re
from pathlib import Path

import pytest

from lectern import settings
from lectern.layout import ROOT

DOCUMENTS = [
    *ROOT.glob("*.md"),
    *(ROOT / "docs").rglob("*.md"),
    *ROOT.glob("services/*/*.md"),
    *(ROOT / name / "README.md" for name in ("chassis", "gateway", "demo", "web")),
]
EXISTING = [document for document in DOCUMENTS if document.exists()]
TESTED = ("chassis", "gateway", "lectern", "services", "tests")
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
COMMAND = re.compile(r"`make ([a-z-]+)|^\s*make ([a-z-]+)", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)[^)]*\)")


def test_the_table_of_settings_is_current() -> None:
    text = settings.DOCUMENT.read_text()
    assert settings.document(text) == text, "run `make settings`"


def test_every_setting_says_what_it_means() -> None:
    assert [one.name for one in settings.collect() if not one.meaning] == []


def test_the_example_of_settings_names_real_ones() -> None:
    named = re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    known = {one.name for one in settings.collect()}
    asked = re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text())
    assert named
    assert set(named) - known - {*asked, "COMPOSE_PROFILES"} == set()


@pytest.mark.parametrize("document", EXISTING, ids=lambda file: str(file.relative_to(ROOT)))
def test_documents_name_real_commands_and_files(document: Path) -> None:
    text = document.read_text()
    assert {first or second for first, second in COMMAND.findall(text)} - TARGETS == set()
    assert [link for link in LINK.findall(text) if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("decision", sorted((ROOT / "docs" / "adr").glob("*.md")), ids=lambda path: path.stem)
def test_a_decision_names_what_holds_it(decision: Path) -> None:
    held = decision.read_text().partition("**Held by.**")[2]
    assert held.strip()
    written = "".join(file.read_text() for folder in TESTED for file in (ROOT / folder).rglob("test_*.py"))
    assert [name for name in re.findall(r"`(test_\w+)`", held) if f"def {name}(" not in written] == []


def test_each_defence_names_tests_that_exist() -> None:
    shown = re.findall(r"`((?:gateway|services|tests|lectern)/[\w/.]+)`", (ROOT / "docs" / "security.md").read_text())
    assert len(shown) > 10
    assert [place for place in shown if not (ROOT / place).exists()] == []
